import { docker } from '../../containers/docker.ts'
import { buildImage, copyImages, type Machine, shell, startMachines } from './machines.ts'
import { command } from './page.ts'

export const oneMachine = 'One machine as a swarm'
export const severalMachines = 'Several machines'

/** Machines that form one swarm, with the images that the tests deploy on each, set up as docs/scale.md says. */
export type Swarm = {
  readonly machines: readonly Machine[]
  /**
   * The name of an image of the API; `2` has another name in its answer to `GET /name`, and one more column in the table of
   * notes; `broken` fails to start.
   */
  image(version: Version): string
  remove(): Promise<void>
}

const oneStepMore = `
steps["the colour of a note"] = database => database.schema.alterTable("notes")
  .addColumn("colour", "text", column => column.notNull().defaultTo("yellow")).execute()`.replaceAll('\n', '')

// The text that it is added to ends with a comment, in a line that is not ended.
const changes = {
  2: [
    "sed -i 's/Ada Lovelace/Grace Hopper/g' dist/src/shared/*.js",
    `{ echo; echo '${oneStepMore}'; } >> "$(grep -l '^var steps = ' dist/src/shared/*.js)"`,
  ].join(' && '),
  broken: `echo 'throw new Error("a bad deploy")' > dist/src/main.js`,
}
const postgres = 'postgres:17-trixie'

/** Which of several machines has the database: one that the tests neither empty nor cut off. */
const withDatabase = 1

export type Version = 1 | keyof typeof changes

export async function startSwarm(name: string, count: number): Promise<Swarm> {
  const image = (version: Version) => `test-${name}-${process.pid}:${version}`
  const images = ([1, 2, 'broken'] as const).map(image)
  const nginx = await buildImage('nginx')
  await shell(command(oneMachine, 'build api'), { IMAGE: image(1) })
  for (const [version, change] of Object.entries(changes)) {
    const dockerfile = `FROM ${image(1)}\nUSER root\nRUN ${change}\nUSER node`
    const build = 'docker build --quiet --tag "$IMAGE" - <<< "$DOCKERFILE"'
    await shell(build, { IMAGE: image(version as Version), DOCKERFILE: dockerfile })
  }
  const { all: machines, remove } = await startMachines(name, count)
  const swarm: Swarm = {
    machines,
    image,
    async remove() {
      await remove()
      await docker(['rmi', '--force', ...images])
    },
  }
  try {
    await copyImages([nginx, ...images], machines)
    const ofDatabase = machines[withDatabase % count] as Machine
    if ((await docker(['image', 'inspect', postgres])).code !== 0) await docker(['pull', '--quiet', postgres])
    await copyImages([postgres], [ofDatabase])
    // Where there is a registry, this is the name of nginx's own image.
    for (const machine of machines) await machine.succeed('tag', nginx, 'nginx:stable')
    await form(machines)
    await ofDatabase.run(command(oneMachine, 'label-add'))
    await ofDatabase.run(command(oneMachine, 'secret create'))
    return swarm
  } catch (error) {
    await swarm.remove()
    throw error
  }
}

async function form([first, ...others]: readonly Machine[]): Promise<void> {
  if (!first) return
  await first.run(command(oneMachine, 'swarm init').replace('10.0.0.11', first.address))
  if (others.length === 0) return
  const told = await first.run(command(severalMachines, 'join-token'))
  const [join = ''] = told.match(/docker swarm join --token .*/) ?? []
  for (const machine of others) await machine.run(join)
}
