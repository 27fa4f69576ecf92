/** What only the workers write to the log, and as many times as there are workers: for the page it is said once, for all of them. */
import type { Sample } from '../../page/sent.ts'
import { remember } from '../journal.ts'

/** Seconds without a refusal after which an overload is over. */
const quietPeriod = 2

/** @returns what looks at each sample. */
export function createTroubleNotes(): (sample: Sample) => void {
  let refused = 0
  let quiet = 0

  return sample => {
    if (sample.lostLines > 0) remember('warn', `Lines of the log were lost: ${sample.lostLines}`)
    if (sample.refused > 0 && refused === 0)
      remember('warn', 'Refusing requests (503): more come than the workers can answer')
    refused += sample.refused
    quiet = sample.refused > 0 ? 0 : quiet + 1
    if (refused === 0 || quiet < quietPeriod) return
    remember('info', `Answering all requests again: ${refused} were refused`)
    refused = 0
  }
}
