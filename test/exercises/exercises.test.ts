/** The solutions of docs/add-an-endpoint.md, each served by the same app as src/main.ts makes. */
import '../http/quiet.ts'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Express } from 'express'
import supertest from 'supertest'
import type { Routes } from '../../src/http.ts'
import { project } from '../copy-of-project.ts'
import { appOf } from '../http/app-of.ts'
import { testExamples } from '../http/contract.ts'
import { blocksOf } from '../pages/page.ts'
import { exercisePage } from '../pages/solutions.ts'
import { credentials } from './credentials-token.ts'
import { routes as data } from './data.ts'
import { routes as heartRates } from './heart-rates.ts'
import { routes as sum } from './sum.ts'
import { tasks } from './tasks.ts'

/** A call that must be refused: its endpoint and body, and what the answer says. */
type Refusal = [endpoint: string, body: object | undefined, status: number, detail: RegExp]

const measured = { patient_id: 1, heart_rate: 80 }
const patient = { patient_id: 1, attending: 'Dr. Blackwell', age: 30 }

const exercises: Record<string, { routes: Routes; refusals: Refusal[] }> = {
  sum: {
    routes: sum,
    refusals: [
      ['POST /sum', { a: 2 }, 400, /body\.b is missing/],
      ['POST /sum', { a: '2', b: 3 }, 400, /body\.a is "2", expected number/],
      ['POST /sum', { a: 1e200, b: 3 }, 400, /body\.a/],
      ['GET /sum', undefined, 405, /does not take GET/],
    ],
  },
  data: {
    routes: data,
    refusals: [['GET /data?above=warm', undefined, 400, /query\.above is "warm", expected number/]],
  },
  'heart rates': {
    routes: heartRates,
    refusals: [
      ['POST /api/new_patient', { ...patient, age: 0 }, 400, /body\.age is 0/],
      ['POST /api/new_patient', { ...patient, attending: '' }, 400, /body\.attending/],
      ['POST /api/new_patient', { ...patient, patient_id: 'one' }, 400, /body\.patient_id/],
      ['POST /api/heart_rate', { ...measured, heart_rate: 80.5 }, 400, /body\.heart_rate/],
      ['POST /api/heart_rate', { ...measured, timestamp: 'yesterday' }, 400, /body\.timestamp/],
      ['POST /api/heart_rate', { ...measured, patient_id: 99 }, 404, /There is no patient 99\./],
      ['GET /api/status/99', undefined, 404, /There is no patient 99\./],
      ['GET /api/status/one', undefined, 400, /params\.patient_id is "one"/],
      ['GET /api/status/2', undefined, 404, /Patient 2 has no heart rate/],
      ['GET /api/heart_rate/99', undefined, 404, /There is no patient 99\./],
      ['GET /api/heart_rate/2', undefined, 404, /Patient 2 has no heart rate/],
      ['GET /api/heart_rate/average/99', undefined, 404, /There is no patient 99\./],
      ['GET /api/heart_rate/average/2', undefined, 404, /Patient 2 has no heart rate/],
      ['POST /api/heart_rate/interval_average', { patient_id: 1, since: 'noon' }, 400, /body\.since/],
      [
        'POST /api/heart_rate/interval_average',
        { patient_id: 1, since: '2100-01-01T00:00:00Z' },
        404,
        /Patient 1 has no heart rate/,
      ],
      ['GET /api/patients/Dr.%20Who', undefined, 404, /Dr\. Who attends nobody/],
    ],
  },
  tasks: {
    routes: tasks,
    refusals: [
      ['POST /tasks', { title: '', content: '' }, 400, /body\.title is ""/],
      ['GET /tasks/one', undefined, 400, /params\.id is "one"/],
      ['PATCH /tasks/99', { title: 7 }, 400, /body\.title is 7/],
      ['DELETE /tasks/99', undefined, 404, /There is no task 99\./],
    ],
  },
}

for (const [name, { routes, refusals }] of Object.entries(exercises)) {
  describe(name, () => {
    const app = appOf(routes)
    testExamples(app, routes, credentials)

    for (const [endpoint, body, status, detail] of refusals) {
      test(`${endpoint} ${JSON.stringify(body) ?? ''} is refused with ${status}`, async () => {
        const answer = await send(app, endpoint, body)
        assert.equal(answer.status, status, answer.text)
        assert.match(JSON.parse(answer.text).detail, detail)
      })
    }

    test('no handler decides anything', () => {
      const handlers = Object.values(routes).map(({ handler }) => handler.toString())
      for (const handler of handlers)
        assert.doesNotMatch(handler, /\bif\b|\belse\b|\bswitch\b| \? | && | \|\| /)
    })
  })
}

describe(exercisePage, { skip: !existsSync(join(project, exercisePage)) }, () => {
  const shown = () => blocksOf(exercisePage).map(({ text }) => text)

  const files = ['sum.ts', 'data.ts', 'patients.ts', 'heart-rates.ts']
  for (const file of [...files, 'task-store.ts', 'tasks.ts', 'credentials-token.ts']) {
    test(`shows the solution of ${file}, word for word`, () => {
      for (const part of partsOf(file)) assert.ok(shown().includes(part), part)
    })
  }
})

describe('a heart rate', () => {
  const app = appOf(heartRates)

  test('one that comes without a time is of now', async () => {
    const before = Date.now()
    await send(app, 'POST /api/new_patient', { ...patient, patient_id: 3 })
    const { text } = await send(app, 'POST /api/heart_rate', { ...measured, patient_id: 3 })
    const time = Date.parse(JSON.parse(text).timestamp)
    assert.ok(before <= time && time <= Date.now(), text)
  })

  for (const [age, rate] of [
    [2, 151],
    [4, 137],
    [7, 133],
    [11, 130],
    [15, 119],
    [16, 100],
  ]) {
    test(`at ${age} years ${rate} beats a minute are not tachycardic, and one more is`, async () => {
      await send(app, 'POST /api/new_patient', { ...patient, age })
      for (const [heart_rate, expected] of [
        [rate, false],
        [Number(rate) + 1, true],
      ]) {
        await send(app, 'POST /api/heart_rate', { ...measured, heart_rate })
        const { text } = await send(app, 'GET /api/status/1', undefined)
        assert.equal(JSON.parse(text).tachycardic, expected)
      }
    })
  }
})

function send(app: Express, endpoint: string, body: object | undefined) {
  const [method = '', path = ''] = endpoint.split(' ')
  const request = supertest(app)[method.toLowerCase() as 'get'](path).set(credentials)
  return body === undefined ? request : request.send(body)
}

/** The parts of a solution as the page shows them: what stands above the table, and the entries. */
function partsOf(file: string): string[] {
  const code = readFileSync(join(import.meta.dirname, file), 'utf8')
  const [head = '', table] = code.split('export const routes = {\n')
  if (table === undefined) return [code.replaceAll("'../../src/", "'./")]
  // src/routes.ts imports these already.
  const above = head.replaceAll(/^import .* from '(zod|\.\.\/\.\.\/src\/.*)'\n/gm, '').trim()
  const entries = table.replace(/}\n$/, '').replaceAll(/^ {2}/gm, '')
  return [`${above}\n`, entries]
}
