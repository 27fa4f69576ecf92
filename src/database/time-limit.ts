import { tooBusy } from './errors.ts'

/**
 * Waits for a database, but not for ever: one that has stopped to answer would keep its callers until it comes back.
 *
 * @param milliseconds 0 waits as long as it takes.
 * @param giveUp ends what nobody waits for any more.
 * @throws {Problem} if the time is over: a 503. What the promise is rejected with, otherwise.
 */
export function within<Value>(
  milliseconds: number,
  promise: PromiseLike<Value>,
  giveUp: () => unknown,
): PromiseLike<Value> {
  if (milliseconds === 0) return promise
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(tooBusy())
      Promise.resolve(giveUp()).catch(() => {}) // a database that does not answer does not end anything either
    }, milliseconds)
    promise.then(
      value => {
        clearTimeout(timer)
        resolve(value)
      },
      error => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
