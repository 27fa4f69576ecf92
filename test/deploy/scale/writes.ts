/** Notes that clients write while something happens to the service, and what is there of them afterwards. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  addTo,
  ask,
  describe,
  emptyTally,
  failures,
  get,
  type Tally,
  type Target,
} from '../../cluster/faults/load.ts'

let runs = 0

/**
 * Adds notes while `body` runs, one after the other: one client under an Idempotency-Key, which is a transaction, and one
 * without.
 * @throws {Error} if a call failed, or if afterwards a note is missing that was acknowledged, or is there twice
 */
export async function withoutLoss(
  t: TestContext,
  target: Target,
  body: () => Promise<unknown>,
): Promise<void> {
  runs += 1
  const tally = emptyTally()
  const acknowledged: string[] = []
  let stopped = false
  const client = async (kind: string) => {
    for (let count = 1; !stopped; count++) {
      const title = await add(target, `run ${runs}, ${kind}, ${count}`, kind === 'keyed', tally)
      if (title !== undefined) acknowledged.push(title)
    }
  }
  const clients = Promise.all(['keyed', 'plain'].map(client))
  try {
    await body()
  } finally {
    stopped = true
    await clients
    t.diagnostic(`notes: ${describe(tally)}`)
  }
  assert.ok(acknowledged.length > 0)
  const kept = await titles(target, `run ${runs},`)
  assert.deepEqual(kept.sort(), [...new Set(kept)].sort(), 'notes that are there twice')
  assert.deepEqual(
    acknowledged.filter(title => !kept.includes(title)),
    [],
    'notes that were acknowledged and are not there',
  )
  assert.equal(failures(tally), 0, 'failed calls')
}

/** @returns the title, if the note was acknowledged */
async function add(
  target: Target,
  title: string,
  isKeyed: boolean,
  tally: Tally,
): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json', ...(isKeyed && { 'idempotency-key': title }) }
  const body = JSON.stringify({ title, text: '' })
  const answer = await ask({ ...target, path: '/notes', method: 'POST', headers, body, expected: 201 })
  addTo(tally, answer)
  if (answer.outcome === 'ok') return title
  // A call that failed says why: as a rule it is an answer of the API.
  console.error(answer.outcome, answer.status, answer.body)
  await sleep(100)
  return undefined
}

/** The titles of all notes that contain a text, page after page. */
async function titles(target: Target, part: string): Promise<string[]> {
  const found: string[] = []
  let path: string | undefined = `/notes?${new URLSearchParams({ title: part, limit: '100' })}`
  while (path !== undefined) {
    const { outcome, body, headers } = await get({ ...target, path })
    assert.equal(outcome, 'ok', body)
    found.push(...JSON.parse(body).map(({ title }: { title: string }) => title))
    path = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1]
  }
  return found
}
