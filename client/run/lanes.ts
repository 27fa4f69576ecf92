export type Lanes = {
  /** Pieces of work that go on side by side. */
  lanes: number
  /** Milliseconds after which a piece of work leaves its lane to the next one, and goes on beside it. */
  patience: number
  /** Pieces of work at the same time, those beside the lanes included. */
  most: number
}

/**
 * Works on all items, in their order as far as the lanes allow. What takes long holds up nobody, as long as not too much of it
 * is under way.
 *
 * @throws what the first piece of work that failed has thrown, once all are done
 */
export async function inLanes<Item>(
  items: Iterable<Item>,
  { lanes, patience, most }: Lanes,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  let inLane = 0
  let underWay = 0
  let wake = () => {}
  const change = () =>
    new Promise<void>(resolve => {
      wake = resolve
    })

  async function start(item: Item): Promise<void> {
    let hasLane = true
    const leave = () => {
      if (hasLane) inLane -= 1
      hasLane = false
      wake()
    }
    inLane += 1
    underWay += 1
    const timer = setTimeout(leave, patience)
    try {
      await work(item)
    } catch (error) {
      failures.push(error)
    } finally {
      clearTimeout(timer)
      underWay -= 1
      leave()
    }
  }

  const started: Promise<void>[] = []
  for (const item of items) {
    while (inLane >= lanes || underWay >= most) await change()
    started.push(start(item))
  }
  await Promise.all(started)
  if (failures.length > 0) throw failures[0]
}
