/** The code of docs/larger-api.md that needs no further package, and the page's claims about groups. */
import '../http/quiet.ts'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import supertest from 'supertest'
import { project } from '../copy-of-project.ts'
import { appOf } from '../http/app-of.ts'
import { testExamples } from '../http/contract.ts'
import { blocksOf } from '../pages/page.ts'
import { boardRoutes } from './board.ts'
import { credentials } from './credentials-token.ts'
import { routes } from './merged.ts'

const page = 'docs/larger-api.md'

describe('a notice board with versions', () => {
  const app = appOf(boardRoutes)
  testExamples(app, boardRoutes)

  test('whoever writes without having read is told which header is missing', async () => {
    const { status, body } = await supertest(app).put('/board').send({ text: 'Lunch at two' })
    assert.deepEqual([status, body.errors[0].where], [400, 'headers.if-match'])
  })

  test('of two who have read the same version, the second one to write is refused', async () => {
    const { headers } = await supertest(app).get('/board')
    const write = (text: string) =>
      supertest(app).put('/board').set('if-match', String(headers.etag)).send({ text })
    const [first, second] = [await write('Lunch at two'), await write('Lunch at three')]
    assert.deepEqual([first.status, second.status], [200, 412])
    const { body } = await supertest(app).get('/board')
    assert.equal(body.text, 'Lunch at two')
  })
})

describe('a table of several', () => {
  testExamples(appOf(routes), routes, credentials)

  test('the docs have a heading for a group', async () => {
    const { body } = await supertest(appOf(routes)).get('/openapi.json')
    assert.deepEqual(body.tags, [{ name: 'Tasks', description: 'For the team' }, { name: 'Notice board' }])
    assert.deepEqual(body.paths['/v1/tasks'].get.tags, ['Tasks'])
  })
})

describe(page, { skip: !existsSync(join(project, page)) }, () => {
  for (const file of ['merged.ts', 'board.ts']) {
    test(`shows ${file}, word for word`, () => {
      const code = readFileSync(join(import.meta.dirname, file), 'utf8')
        .replaceAll("'../../src/", "'./")
        .replace('sign-in-token', 'sign-in')
      assert.ok(
        blocksOf(page).some(({ text }) => text === code),
        code,
      )
    })
  }
})
