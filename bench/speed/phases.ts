import type { Setting } from './measure.ts'
import { notesServers } from './notes-servers.ts'
import type { Plan } from './rounds.ts'
import * as servers from './servers.ts'
import { removable, withMoreRoutes, without } from './variants.ts'

/** What is measured together, under the name that goals and tables call it by. */
export type Phases = Record<string, Plan>

const onOneCore = { workers: 1, connections: 32, seconds: 2 } as const
const cluster = { connections: 64, load: 'mix', seconds: 2 } as const

/** Each in one process. */
const peersOfOneWorker = [
  servers.raw,
  servers.rawFull,
  servers.express,
  servers.expressStack,
  servers.fastify,
  servers.fastifyTuned,
  servers.hono,
  servers.honoFull,
  servers.flask,
]
const bodies = ([100, 1000, 10_000, 100_000] as const).map(length => `body:${length}` as const)

/** Requests after which V8 has compiled what it is going to compile. */
const warmUp = 20_000

/** @param folder where our compiled server is */
export function allPhases(folder: string): Phases {
  const ours = servers.ours(folder)
  const { raw, expressStack, fastifyTuned, flask, flaskThreads, pm2Stack } = servers
  return {
    'one worker': {
      servers: [ours, ...peersOfOneWorker],
      settings: {
        mix: { ...onOneCore, load: 'mix', pinned: 'same' },
        distance: { ...onOneCore, load: 'distance', pinned: 'same' },
        'mix, apart': { ...onOneCore, load: 'mix', pinned: 'apart' },
      },
      rounds: 5,
      warmUp,
    },
    'two workers': {
      servers: [ours, pm2Stack, flask, flaskThreads],
      settings: { mix: { ...cluster, workers: 2 } },
      rounds: 5,
      warmUp,
    },
    'new connections': {
      servers: [ours, servers.oursUnderNodeCluster(folder)],
      settings: { hello: { ...cluster, workers: 4, load: 'hello', reconnect: true } },
      rounds: 5,
      warmUp,
    },
    'start and memory': {
      servers: [ours, raw, expressStack],
      settings: { mix: { ...cluster, workers: 4, seconds: 1, after: 100_000 } },
      rounds: 5,
      warmUp,
      atRest: true,
    },
    bodies: {
      servers: [ours, fastifyTuned],
      settings: Object.fromEntries(bodies.map(load => [load, { ...onOneCore, load, pinned: 'same' }])),
      rounds: 5,
      warmUp,
    },
    ...ofOurs(folder),
    notes: {
      servers: notesServers(folder),
      settings: {
        read: { ...onOneCore, load: 'read note', pinned: 'same' },
        add: { ...onOneCore, load: 'add note', pinned: 'same' },
        'read, apart': { ...onOneCore, load: 'read note', pinned: 'apart' },
        'add, apart': { ...onOneCore, load: 'add note', pinned: 'apart' },
      },
      rounds: 5,
      warmUp,
      warmUpWith: 'notes',
    },
  }
}

/** How the cost of our own service grows, and what its features have of it. */
function ofOurs(folder: string): Phases {
  const hello: Setting = { ...onOneCore, load: 'hello', pinned: 'same' }
  const ours = servers.ours(folder)
  return {
    features: {
      servers: [
        ours,
        servers.oursWithoutLog(folder),
        ...removable.map(feature => servers.ours(without(feature), `without ${feature}`, ['log'])),
      ],
      settings: { mix: { ...hello, load: 'mix' } },
      rounds: 3,
      warmUp,
    },
    routes: {
      servers: [10, 100, 1000].map(count => servers.ours(withMoreRoutes(count), `${count} more routes`)),
      settings: { hello },
      rounds: 5,
      warmUp,
    },
    endurance: {
      servers: [ours],
      settings: { first: { ...hello, load: 'mix' }, later: { ...hello, load: 'mix', after: 1_000_000 } },
      rounds: 1,
      warmUp,
    },
  }
}

/** The table of one worker's CPU time and nothing else, in less than a minute. */
export function quickPhases(folder: string): Phases {
  return {
    'one worker': {
      servers: [servers.ours(folder), ...peersOfOneWorker],
      settings: { mix: { ...onOneCore, load: 'mix', seconds: 1, pinned: 'same' } },
      rounds: 2,
      warmUp: 5000,
    },
  }
}
