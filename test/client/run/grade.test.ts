import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Result } from '../../../client/call.ts'
import { type Grade, gradeAll } from '../../../client/run/grade.ts'
import { createMachines } from '../../../client/run/machines.ts'
import { freePort } from '../../cluster/wait.ts'
import { serve } from '../servers.ts'
import { calls, good, grade, verdicts } from './graded.ts'

test('a host that redirects to another cannot pass by its answers', async t => {
  const [honest] = (await good(t, 1)) as [string]
  const copycat = await serve(t, (request, response) =>
    response.writeHead(307, { location: `${honest}${request.url}` }).end(),
  )
  assert.deepEqual(verdicts(await grade([copycat])), ['wrong'])
})

test('a line of the roster that names no host is told in its row', async t => {
  const [host] = (await good(t, 1)) as [string]
  const grades = await grade(['vcm-1:abc', '', host])
  assert.deepEqual(verdicts(grades), ['unreachable', 'unreachable', 'pass'])
  assert.match(grades[0]?.note ?? '', /the port in vcm-1:abc/)
  assert.equal(grades[1]?.note, 'no host given')
})

test('a host that was given as a call of its own is told to leave out the path', async t => {
  const [host] = (await good(t, 1)) as [string]
  const [graded] = await grade([`${host}/name`])
  assert.match(
    graded?.note ?? '',
    /^called below \/name: leave out the path \(the server has none of the routes/,
  )
})

test('a host whose base path is right hears nothing of it', async t => {
  const host = await serve(t, (request, response) =>
    response.end(request.url === '/api/name' ? '{"name":"Ada"}' : '{}'),
  )
  const [graded] = await grade([`${host}/api`])
  assert.match(graded?.note ?? '', /^(?!called below)/)
})

const get = (path: string, rest: Partial<Call> = {}): Call => ({
  name: `GET ${path}`,
  method: 'GET',
  path,
  ...rest,
})
const name = get('/name')

/** The grade of one host for these calls. */
async function gradeOf(host: string, ofCalls: Call[], grading: Partial<Parameters<typeof gradeAll>[1]> = {}) {
  const entry = { host, label: 'team-1' }
  const [graded] = await gradeAll([entry], { calls: ofCalls, timeout: 10, wait: undefined, ...grading })
  return graded as Grade
}

test('what was not checked of a host that passes is remarked, but for what is called nowhere', async t => {
  const [host] = (await good(t, 1)) as [string]
  const invented = get('/todos/1', { invented: true })
  assert.equal((await gradeOf(host, [name])).remark, undefined)
  const { verdict, remark } = await gradeOf(host, [name, get('/a', { skip: 'not yet' }), invented])
  assert.equal(verdict, 'pass')
  assert.match(remark ?? '', /^not checked: GET \/todos\/1 \(no example of its input/)
  assert.doesNotMatch(remark ?? '', /more/)
  assert.equal((await gradeOf(host, [get('/nonesuch'), invented])).remark, undefined)
})

test('what is to be known of machines is remarked behind that', async t => {
  const [host] = (await good(t, 1)) as [string]
  const entries = [host, host, '127.0.0.1:1'].map(each => ({ host: each, label: 'a' }))
  const machines = createMachines({ allowLocal: true, timeout: 10, wait: undefined })
  const invented = get('/todos/1', { invented: true })
  const grades = await gradeAll(entries, { calls: [name, invented], timeout: 10, wait: undefined, machines })
  assert.match(grades[0]?.remark ?? '', /^not checked: GET .*; the same machine as a$/)
  assert.equal(grades[2]?.remark, undefined)
})

test('a machine that is not to be called is not, and its row says why', async t => {
  const [host] = (await good(t, 1)) as [string]
  const machines = createMachines({ allowLocal: false, timeout: 10, wait: undefined })
  const { verdict, results, note } = await gradeOf(host, calls, { machines })
  assert.deepEqual([verdict, results], ['unreachable', []])
  assert.match(note, /^not called: /)
})

test('a name that leads nowhere is told of each call, and is asked for once', async () => {
  const machines = createMachines({ allowLocal: false, timeout: 10, wait: undefined })
  const told: string[] = []
  const entries = [{ host: 'no-such-host.invalid', label: '' }]
  const onResult = ({ baseUrl }: { baseUrl: string }, { word }: Result) =>
    void told.push(`${baseUrl} ${word}`)
  const [graded] = await gradeAll(entries, { calls, timeout: 10, wait: undefined, machines }, { onResult })
  const url = 'http://no-such-host.invalid:5000'
  assert.match(told.join(), new RegExp(`^${url} no (host|dns)(,${url} -)+$`))
  assert.equal(told.length, calls.length)
  assert.equal(graded?.verdict, 'unreachable')
  assert.equal(graded?.baseUrl, 'http://no-such-host.invalid:5000')
})

test('each result is told with its host and its answer, and of what is kept the answers are left out', async t => {
  const [host] = (await good(t, 1)) as [string]
  const told: string[] = []
  const entry = { host, label: '' }
  const [graded] = await gradeAll(
    [entry],
    { calls: [name], timeout: 10, wait: undefined },
    {
      onResult: ({ baseUrl, entry: of }, { answer }) => void told.push(baseUrl, of.host, answer?.body ?? ''),
    },
  )
  assert.deepEqual(told, [host, host, '{"name":"Ada Lovelace"}\n'])
  assert.equal(graded?.results[0]?.answer?.body, '')
})

test('an answer that is right is wrong without what later calls take, if it must supply that', async t => {
  const [host] = (await good(t, 1)) as [string]
  const taking = get('/a/{id}', {
    needs: [{ call: 'GET /name', value: '$response.body#/id', into: '$request.path.id' }],
  })
  assert.equal((await gradeOf(host, [name, taking])).verdict, 'pass')
  assert.equal((await gradeOf(host, [name, taking], { mustSupply: true })).verdict, 'wrong')
})

test('a host that is waited for is called once it is ready', async t => {
  let asked = 0
  const host = await serve(t, (_request, response) => {
    asked += 1
    response.writeHead(asked > 2 ? 200 : 503).end('{}')
  })
  assert.equal((await gradeOf(host, [name], { wait: 60 })).verdict, 'pass')
  assert.equal((await gradeOf(`127.0.0.1:${await freePort()}`, [name], { wait: 0 })).verdict, 'unreachable')
})
