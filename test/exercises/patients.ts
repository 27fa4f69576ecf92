import { Problem } from '../../src/http.ts'

type Rate = { heart_rate: number; timestamp: string }
type Patient = { patient_id: number; attending: string; age: number; rates: Rate[] }

/** All patients, in the memory of this process: another worker has others, and a restart forgets them. */
const patients = new Map<number, Patient>()

/** Registers a patient. One that is there already starts anew, without heart rates. */
export function register(person: Omit<Patient, 'rates'>): Patient {
  const patient = { ...person, rates: [] }
  patients.set(patient.patient_id, patient)
  return patient
}

/** @throws {Problem} if nobody has registered the id: a 404. */
function find(id: number): Patient {
  const patient = patients.get(id)
  if (patient === undefined) throw new Problem(404, `There is no patient ${id}.`)
  return patient
}

/**
 * The heart rates from the ISO time `since` on.
 * @throws {Problem} if there are none: a 404.
 */
function ratesOf(id: number, since = '1970-01-01T00:00:00Z'): Rate[] {
  const rates = find(id).rates.filter(({ timestamp }) => Date.parse(timestamp) >= Date.parse(since))
  if (rates.length === 0) throw new Problem(404, `Patient ${id} has no heart rate to show.`)
  return rates
}

export function addRate({ patient_id, ...rate }: Rate & { patient_id: number }): Rate {
  find(patient_id).rates.push(rate)
  return rate
}

/** The ids of an attending's patients. */
export function attendedBy(attending: string): number[] {
  const attended = [...patients.values()].filter(patient => patient.attending === attending)
  if (attended.length === 0) throw new Problem(404, `${attending} attends nobody.`)
  return attended.map(({ patient_id }) => patient_id)
}

export function heartRatesOf(id: number): number[] {
  return ratesOf(id).map(({ heart_rate }) => heart_rate)
}

export function averageOf(id: number, since?: string): { average: number } {
  const rates = ratesOf(id, since)
  return { average: rates.reduce((sum, { heart_rate }) => sum + heart_rate, 0) / rates.length }
}

/** Ages in years, and the beats a minute above which a heart of that age is tachycardic: https://en.wikipedia.org/wiki/Tachycardia */
const limits = [
  { from: 1, to: 2, limit: 151 },
  { from: 3, to: 4, limit: 137 },
  { from: 5, to: 7, limit: 133 },
  { from: 8, to: 11, limit: 130 },
  { from: 12, to: 15, limit: 119 },
  { from: 16, to: 150, limit: 100 },
]

/**
 * The heart rate that came last.
 * @throws {Problem} if there is none: a 404.
 */
export function statusOf(id: number): Rate & { tachycardic: boolean } {
  const { age } = find(id)
  const last = ratesOf(id).at(-1) as Rate
  const tachycardic = limits.some(
    ({ from, to, limit }) => age >= from && age <= to && last.heart_rate > limit,
  )
  return { ...last, tachycardic }
}
