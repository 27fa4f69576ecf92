/** deploy/kubernetes.yml against the schemas of Kubernetes, and against the server. No cluster runs here. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { parseAllDocuments } from 'yaml'
import { flags } from '../../../src/cluster/settings/flags.ts'
import { readOptions } from '../../../src/cluster/settings/options.ts'
import { get } from '../../cluster/faults/load.ts'
import { until } from '../../cluster/wait.ts'
import { docker, succeed } from '../../containers/docker.ts'
import { command } from './page.ts'

type Variable = { name: string; value?: string; valueFrom?: object }

const project = resolve(import.meta.dirname, '../../..')
const packages = join(import.meta.dirname, 'node_modules')
const objects = parseAllDocuments(readFileSync(`${project}/deploy/kubernetes.yml`, 'utf8')).map(document =>
  document.toJS(),
)
const [deployment, service, budget, policy] = objects
const { spec: pod, metadata } = deployment.spec.template
const [container] = pod.containers

test('it holds a Deployment, a Service, a PodDisruptionBudget and a NetworkPolicy, each valid', async () => {
  const { Deployment } = await schemasOf('apps/v1')
  const { Service } = await schemasOf('v1')
  const { PodDisruptionBudget } = await schemasOf('policy/v1')
  const { NetworkPolicy } = await schemasOf('networking.k8s.io/v1')
  assert.deepEqual(
    objects.map(({ kind }) => kind),
    ['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy'],
  )
  new Deployment(deployment).validate()
  new Service(service).validate()
  new PodDisruptionBudget(budget).validate()
  new NetworkPolicy(policy).validate()
})

test('it has no field that Kubernetes does not know', () => {
  mustBeInstalled()
  assert.equal(typeErrors(objects), '')
  const misspelt = structuredClone(objects)
  misspelt[0].spec.template.spec.containers[0].readinessProbe.httpGett = {}
  assert.match(typeErrors(misspelt), /httpGett/)
})

test('the Service, the budget and the policy select the pods of the Deployment', () => {
  for (const selector of [
    deployment.spec.selector.matchLabels,
    service.spec.selector,
    budget.spec.selector.matchLabels,
    policy.spec.podSelector.matchLabels,
  ])
    assert.deepEqual(selector, metadata.labels)
})

test('the server takes its flags, has one worker, and knows the number of replicas', () => {
  const env = Object.fromEntries(container.env.map(({ name, value }: Variable) => [name, value]))
  assert.equal(env.REPLICAS, String(deployment.spec.replicas))
  const { options } = readOptions(container.args, { ADMIN_ADDRESS: '127.0.0.1:5001', ...env })
  assert.equal(options.workers, 1)
  assert.deepEqual(options.admin, flags.admin.parse('0.0.0.0:5001'))
  assert.ok(options.drainDelay + options.gracefulTimeout < pod.terminationGracePeriodSeconds * 1000)
  assert.ok(
    options.prepareTimeout + options.bootTimeout <=
      container.startupProbe.failureThreshold * container.startupProbe.periodSeconds * 1000,
  )
  assert.ok(
    deployment.spec.progressDeadlineSeconds >
      container.startupProbe.failureThreshold * container.startupProbe.periodSeconds,
  )
})

test('the address of the database comes from the Secret that the page makes', () => {
  const { valueFrom } = container.env.find(({ name }: Variable) => name === 'DATABASE_URL')
  const { name, key } = valueFrom.secretKeyRef
  assert.match(command('On Kubernetes', 'create secret'), new RegExp(`generic ${name} --from-file=${key}=`))
})

test('the probes ask the admin port, which the Service does not have', () => {
  const ports = Object.fromEntries(
    container.ports.map((port: { name: string; containerPort: number }) => [port.name, port.containerPort]),
  )
  assert.deepEqual(ports, { http: 5000, admin: 5001 })
  assert.deepEqual(container.startupProbe.httpGet, { path: '/serving', port: 'admin' })
  assert.deepEqual(container.readinessProbe.httpGet, { path: '/serving', port: 'admin' })
  assert.deepEqual(container.livenessProbe.httpGet, { path: '/live', port: 'admin' })
  assert.deepEqual(
    service.spec.ports.map(({ targetPort }: { targetPort: string }) => targetPort),
    ['http'],
  )
})

test('other pods may call the port of the service, and the admin port only those that are named', () => {
  type Rule = { from?: object[]; ports?: { port: string }[] }
  const rules: Rule[] = policy.spec.ingress
  assert.deepEqual(policy.spec.policyTypes, ['Ingress'])
  // A rule without ports is about all of them.
  assert.ok(rules.every(({ ports = [] }) => ports.length > 0))
  const open = rules.filter(({ from = [] }) => from.length === 0).flatMap(({ ports = [] }) => ports)
  assert.deepEqual(
    open.map(({ port }) => port),
    ['http'],
  )
})

test('its container answers the probes with its database beside it, and after TERM says that it is not ready while it goes on serving', async t => {
  const image = `test-kubernetes-${process.pid}`
  await succeed(['build', '--quiet', '--target', 'api', '--tag', image, '.'])
  const { runAsUser } = container.securityContext
  const locked = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--user', String(runAsUser)]
  const password = ['--env', 'POSTGRES_PASSWORD=secret']
  const database = (await succeed(['run', '--detach', ...password, 'postgres:17-trixie'])).trim()
  t.after(() => docker(['rm', '--force', '--volumes', database]))
  const url = `postgres://postgres:secret@${await addressOf(database)}:5432/postgres`
  const env = container.env.flatMap(({ name, value }: Variable) => ['--env', `${name}=${value ?? url}`])
  const id = (await succeed(['run', '--detach', ...locked, ...env, image, ...container.args])).trim()
  t.after(async () => {
    await docker(['rm', '--force', id])
    await docker(['rmi', '--force', image])
  })
  const host = await addressOf(id)
  const status = async (port: number, path: string) => (await get({ host, port, path })).status
  const { readinessProbe: ready, livenessProbe: live } = container
  await until('ready', async () => (await status(5001, ready.httpGet.path)) === 200, 180)
  assert.equal(await status(5000, '/notes'), 200)
  assert.equal(await status(5001, live.httpGet.path), 200)

  const stopped = succeed(['stop', '--time', String(pod.terminationGracePeriodSeconds), id])
  await until('not ready', async () => (await status(5001, ready.httpGet.path)) === 503)
  assert.deepEqual([await status(5001, live.httpGet.path), await status(5000, '/health')], [200, 200])
  await stopped
  assert.equal((await succeed(['inspect', '--format', '{{.State.ExitCode}}', id])).trim(), '0')
})

async function addressOf(id: string): Promise<string> {
  const format = '{{.NetworkSettings.Networks.bridge.IPAddress}}'
  return (await succeed(['inspect', '--format', format, id])).trim()
}

/** @throws {Error} if the package is not there, which package.json beside this file names: the project's `npm ci` leaves it out */
function mustBeInstalled(): void {
  if (existsSync(packages)) return
  throw new Error(
    'kubernetes-models is not installed; run npm ci --prefix test/deploy/scale --ignore-scripts',
  )
}

/** The classes of a group and version of Kubernetes' API, such as `apps/v1`. */
async function schemasOf(group: string) {
  mustBeInstalled()
  return await import(`kubernetes-models/${group}`)
}

/** What the compiler says to the objects as literals of their types, in which every field must be known. */
function typeErrors([deployment, service, budget, policy]: unknown[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-'))
  const literal = (object: unknown) => JSON.stringify(object, null, 2)
  try {
    symlinkSync(packages, join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
    writeFileSync(
      join(folder, 'objects.ts'),
      `import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1'
import type { IService } from 'kubernetes-models/v1'
export const deployment: IDeployment = ${literal(deployment)}
export const service: IService = ${literal(service)}
export const budget: IPodDisruptionBudget = ${literal(budget)}
export const policy: INetworkPolicy = ${literal(policy)}\n`,
    )
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--ignoreConfig']
    execFileSync(`${project}/node_modules/.bin/tsc`, [...options, 'objects.ts'], {
      cwd: folder,
      encoding: 'utf8',
    })
    return ''
  } catch (error) {
    return String((error as { stdout?: string }).stdout)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
