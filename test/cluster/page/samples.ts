import type { Sample } from '../../../src/cluster/page/sent.ts'

/** A second of a server that nobody asks for anything, but for what is given of it. */
export function sample(given: Partial<Sample>): Sample {
  return {
    time: 0,
    requests: 0,
    refused: 0,
    lostLines: 0,
    p50: null,
    p99: null,
    errors: {},
    replaced: 0,
    ...given,
  }
}
