/** What docs/instructor.md tells an autograder to run and to look for, as a grader does it: exit codes and stdout. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startApi } from '../api/start.ts'
import { serveLecture } from '../client/lecture-server.ts'
import { project } from '../copy-of-project.ts'
import { at, copyFiles } from '../fork/copy.ts'

const file = join(project, 'docs/instructor.md')
const page = existsSync(file) ? readFileSync(file, 'utf8') : ''

test('npm test says yes', async t => {
  const { stdout } = await graded(t, 0, 'npm test --silent')
  assert.match(stdout, /^ℹ fail 0$/m)
})

test('npm test says no where an endpoint gives another answer than its example', async t => {
  const copy = copyFiles()
  const table = join(copy.folder, 'src/routes.ts')
  writeFileSync(
    table,
    readFileSync(table, 'utf8').replace(/(examples: \[\{ returns: )'.*?'/, "$1'Something else'"),
  )
  const { stdout } = await graded(t, 1, 'npm test --silent', copy.folder)
  assert.doesNotMatch(stdout, /^ℹ fail 0$/m)
})

test('npm run client says yes and no', async t => {
  const yes = await graded(t, 0, `npm run -s client -- --host ${await startApi(t)}`)
  assert.match(yes.stdout, /^(\d+) calls: \1 ok/m)
  const wrong = await serveLecture(t, { 'GET /name': () => ({ nom: 'Ada' }) })
  await graded(t, 1, `npm run -s client -- --host ${wrong}`)
})

test('with a roster of one and --csv, the client prints two lines that never vary', async t => {
  const host = (await serveLecture(t)).replace('http://', '')
  const { stdout } = await graded(
    t,
    0,
    `echo ${host} | npm run -s client -- --roster - --allow-local --csv | tr -d '\\r'`,
  )
  const [heading, row] = [
    'label,host,result,GET /name,GET /hello,POST /distance,note',
    `,${host},pass,ok,ok,ok,`,
  ]
  assert.equal(stdout, `${heading}\n${row}\n`)
  if (page !== '')
    assert.ok(page.includes(heading) && page.includes(',vcm-3461.vm.duke.edu:5000,pass,ok,ok,ok,\n'))
})

test('the page shows these commands', { skip: page === '' && 'there is no docs/instructor.md' }, () => {
  const host = 'vcm-3461.vm.duke.edu:5000'
  for (const command of [
    'npm test --silent',
    `npm run -s client -- --host ${host}`,
    `echo ${host} | npm run -s client -- --roster - --csv | tr -d '\\r'`,
  ]) {
    assert.ok(page.includes(`\n${command}\n`), command)
  }
})

/** Runs a command as a grader does, which wants this exit code and nothing on stderr. Says how long it took. */
async function graded(t: TestContext, wanted: number, command: string, folder = project) {
  const started = performance.now()
  const ended = await at(folder).run('sh', '-c', command)
  t.diagnostic(`${command}: ${Math.round(performance.now() - started)} ms`)
  assert.deepEqual([ended.code, ended.stderr], [wanted, ''], ended.stdout)
  return ended
}
