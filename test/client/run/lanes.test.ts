import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inLanes } from '../../../client/run/lanes.ts'

/** Pieces of work that end when they are told to. */
function pieces() {
  const ends = new Map<number, () => void>()
  const begun: number[] = []
  return {
    begun,
    work: (item: number) =>
      new Promise<void>(resolve => {
        begun.push(item)
        ends.set(item, resolve)
      }),
    end: (...items: number[]) => {
      for (const item of items) ends.get(item)?.()
    },
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(resolve => setTimeout(resolve, 1))
}

const forever = 1_000_000

test('no more begin than there are lanes, and each that ends makes room for the next', async () => {
  const { begun, work, end } = pieces()
  const done = inLanes([1, 2, 3, 4], { lanes: 2, patience: forever, most: 9 }, work)
  assert.deepEqual(begun, [1, 2])
  end(2)
  await until(() => begun.length > 2)
  assert.deepEqual(begun, [1, 2, 3])
  end(1, 3)
  await until(() => begun.length > 3)
  end(4)
  await done
})

test('what takes long leaves its lane to the next', async () => {
  const { begun, work, end } = pieces()
  const done = inLanes([1, 2, 3], { lanes: 1, patience: 1, most: 9 }, work)
  await until(() => begun.length === 3)
  end(1, 2, 3)
  await done
})

test('what takes long is no more than may be under way', async () => {
  const { begun, work, end } = pieces()
  const done = inLanes([1, 2, 3, 4], { lanes: 1, patience: 1, most: 3 }, work)
  await until(() => begun.length === 3)
  await new Promise(resolve => setTimeout(resolve, 20))
  assert.deepEqual(begun, [1, 2, 3])
  end(2)
  await until(() => begun.length === 4)
  end(1, 3, 4)
  await done
})

test('a piece of work that fails fails the whole, when the others are done', async () => {
  const done: number[] = []
  const work = async (item: number) => {
    if (item === 1) throw new Error('no')
    await new Promise(resolve => setTimeout(resolve, 5))
    done.push(item)
  }
  await assert.rejects(inLanes([1, 2, 3], { lanes: 1, patience: forever, most: 1 }, work), /no/)
  assert.deepEqual(done, [2, 3])
})
