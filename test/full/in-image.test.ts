/** All tests of the template, on a machine that has Docker and no Node: as long as all tests take, and the building of the image. */
import { after, test } from 'node:test'
import { newProject } from '../containers/docker.ts'
import { passesInImage } from '../containers/passes-in-image.ts'

const project = await newProject('full')

after(() => project.remove())

test('docker compose run --rm test npm test -- all passes', () =>
  passesInImage(project, ['npm', 'test', '--', 'all']))
