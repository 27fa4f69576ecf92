/** The tests, on a machine that has Docker and no Node. */
import { after, test } from 'node:test'
import { newProject } from './docker.ts'
import { passesInImage } from './passes-in-image.ts'

const project = await newProject('suite')

after(() => project.remove())

test('docker compose run --rm test passes', () => passesInImage(project, []))
