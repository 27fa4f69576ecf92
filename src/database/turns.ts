import { tooBusy } from './errors.ts'
import { within } from './time-limit.ts'

type Turn<Wanted, Given> = { wanted: Wanted; take(given: Given): void }

export type TurnsOptions = {
  /** Calls that may wait. More of them would only make all wait for longer. */
  most: number
  /** Milliseconds that a call may wait; 0 is no limit. */
  timeLimit: number
}

/** Calls that wait for something that others have now, such as a connection. */
export type Turns<Wanted, Given> = {
  isEmpty(): boolean
  /** @throws {Problem} if too many wait already, or after the time limit: a 503 */
  wait(wanted: Wanted): Promise<Given>
  /** In their order, and no further than the first for which there is nothing: else it might wait for ever. */
  pass(find: (wanted: Wanted) => Given | undefined): void
}

export function createTurns<Wanted, Given>({ most, timeLimit }: TurnsOptions): Turns<Wanted, Given> {
  const turns: Turn<Wanted, Given>[] = []
  return {
    isEmpty: () => turns.length === 0,
    async wait(wanted) {
      if (turns.length >= most) throw tooBusy()
      const turn: Turn<Wanted, Given> = { wanted, take: () => {} }
      const given = new Promise<Given>(resolve => {
        turn.take = resolve
      })
      turns.push(turn)
      return within(timeLimit, given, () => turns.splice(turns.indexOf(turn), 1))
    },
    pass(find) {
      for (let turn = turns[0]; turn; turn = turns[0]) {
        const given = find(turn.wanted)
        if (given === undefined) return
        turns.shift()
        turn.take(given)
      }
    },
  }
}
