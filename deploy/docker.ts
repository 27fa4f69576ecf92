import { environmentFile, switchEnvironment } from './environment.ts'
import { askRegistry, hasOtherPackages } from './registry.ts'
import { prune, switchTo, fingerprint as treeFingerprint } from './release.ts'
import {
  askServer,
  environmentOf,
  isServing,
  nodeFromStdin,
  portOf,
  type Runner,
  serverItself,
  sourceFolder,
  within,
} from './runner.ts'
import { quote, type Vm } from './ssh.ts'

const files = ['Dockerfile', 'docker-compose.yml', 'deploy/compose.yml']

/**
 * A script that makes a Compose file of an environment, in YAML's double quotes. Compose's own `env_file` would put variables
 * in place of `$NAME`.
 */
function toCompose(file: string): string {
  const line = String.raw`sed -e 's/[\\"]/\\&/g' -e 's/\$/$$/g' -e 's/\([^=]*\)=\(.*\)/"\1": "\2",/'`
  return `{ echo 'services: { api: { environment: {'; ${line} ${file}; echo '}}}'; }`
}

/** The service's container, as docker-compose.yml and deploy/compose.yml describe it. */
export function dockerRunner(vm: Vm, service: string): Runner {
  const folder = `deployed/${service}/docker`
  const { run, runOrShow, follow } = within(vm, folder)
  const project = `docker compose --project-name ${service}`
  const inContainer = `${project} exec -T api ${nodeFromStdin}`
  // Process 1 is an init, which passes the signal on. Not `docker kill`: Docker takes that for a stop, even if it is a
  // HUP, and the container would not come back after a reboot (moby/moby#41302).
  const admin = '127.0.0.1:5001'

  function compose(id: string, settings: string): string {
    const source = `${sourceFolder}/${id}`
    const values = { SERVICE: service, RELEASE: id, SETTINGS: settings, PORT: String(portOf(settings)) }
    const environment = Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`)
    return `CODE="$PWD/app" ${environment.join(' ')} ${project} --progress plain -f ${source}/docker-compose.yml -f ${source}/deploy/compose.yml`
  }

  return {
    name: 'Docker',
    flag: '',
    folder,
    provisioning: '',
    async isProvisioned() {
      const found = await vm.run(
        '(docker info && docker compose version) > /dev/null 2>&1 && echo yes || echo no',
      )
      return found.trim() === 'yes'
    },
    fingerprint: async () => treeFingerprint([...files, ...serverItself]),
    async find() {
      const labels = [`project=${service}`, 'service=api', 'oneoff=False']
      const filters = labels.map(label => `--filter label=com.docker.compose.${label}`).join(' ')
      const found = await run(`
        docker ps --all --latest ${filters} --format '{{.ID}}/{{.Label "deploy.settings"}}'
        readlink app/.current || true`)
      const [, settings, release = ''] = /^[0-9a-f]{12}\/(.*)\n(?:\.releases\/(.*)\n)?/.exec(found) ?? []
      if (settings === undefined) return undefined
      return { release, settings, isServing: await isServing(this) }
    },
    async build(id) {
      const source = `${sourceFolder}/${id}`
      const before = `${sourceFolder}/$(basename "$(readlink app/.current)")`
      // As the build will ask it: from a container, with Docker's own proxies.
      const ask = `{ sed /^FROM/q ${source}/Dockerfile; cat; } | docker build --no-cache --progress plain --output type=cacheonly - 2>&1`
      await runOrShow(
        'The build',
        `if ${hasOtherPackages(source, before)}; then ${ask}; fi`,
        `RUN ${askRegistry}`,
      )
      await runOrShow('The build', `${compose(id, '5000/')} build api 2>&1`)
      await run(`
        container=$(docker create ${service}:${id})
        trap 'docker rm --force $container > /dev/null; rm -rf app/.releases/${id}.part' EXIT
        mkdir app/.releases/${id}.part
        docker cp --quiet $container:/app/. app/.releases/${id}.part
        mv app/.releases/${id}.part app/.releases/${id}`)
    },
    async check(id, settings) {
      const environment = environmentOf(settings)
      const variables = environment === '' ? '' : `--env-file ${environmentFile(environment)}`
      await run(
        `docker run --rm --network none ${variables} ${service}:${id} --check-config 2>&1 | tail -n 1; exit \${PIPESTATUS[0]}`,
      )
    },
    async start(id, settings) {
      const environment = environmentOf(settings)
      const up = 'up --detach --no-build --wait --wait-timeout 90 api'
      await run(`${switchTo(id)}
        ${switchEnvironment(environment)}
        ${
          environment === ''
            ? `${compose(id, settings)} ${up}`
            : `${toCompose(environmentFile(environment))} | ${compose(id, settings)} -f - ${up}`
        }`)
    },
    async reload(id) {
      return JSON.parse(await run(`${switchTo(id)}; ${inContainer} reload ${admin} 1`, askServer))
    },
    status: async () => JSON.parse(await run(`${inContainer} status ${admin}`, askServer)),
    async adminPlace() {
      const addresses = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}'
      const found = await run(`docker inspect --format '${addresses}' $(${project} ps --quiet api)`)
      return `${found.trim().split(' ')[0]}:5001`
    },
    async tidy() {
      await run(`${prune('app/.releases', sourceFolder)}
        for image in $(docker image ls --format '{{.Tag}}' ${service}); do
          [ -d "${sourceFolder}/$image" ] || docker image rm "${service}:$image" > /dev/null 2>&1 || true
        done`)
    },
    // `docker compose logs` clears each line before it prints it, even in a pipe.
    logs: () => follow(`docker logs --follow --tail 100 $(${project} ps --all --quiet api)`),
    async stop() {
      await run(`${project} down --timeout 35 2>&1`)
    },
  }
}
