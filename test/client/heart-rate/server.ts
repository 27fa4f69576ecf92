import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'

type Reply = [status: number, body: unknown]
type Body = Record<string, unknown>
type Patient = { rates: number[]; last: string }

/** What a server of heart rates answers, each of which a variant does wrong. */
type Behaviour = {
  /** To one who registers a patient. @param taken whether there is one of this id */
  registered: (id: unknown, taken: boolean) => Reply
  /** To one who leaves out a field. */
  incomplete: Reply
  added: Reply
  list: (rates: number[]) => unknown
  average: (rates: number[]) => unknown
  /** To one who asks for a patient that nobody has registered. */
  unknown: (id: number) => Reply
}

const right: Behaviour = {
  registered: (id, taken) => (taken ? [400, { error: `there is a patient ${id}` }] : [200, 'registered']),
  incomplete: [400, { error: 'a field is missing' }],
  added: [200, 'added'],
  list: rates => rates,
  average: rates => sum(rates) / rates.length,
  unknown: id => [404, { error: `there is no patient ${id}` }],
}

/** A right server, and those that are wrong in one thing. */
export const behaviours = {
  right,
  rounds: { ...right, average: rates => Math.floor(sum(rates) / rates.length) },
  'newest first': { ...right, list: rates => rates.toReversed() },
  'adds up': { ...right, list: rates => rates.map((_, index) => sum(rates.slice(0, index + 1))) },
  'knows everybody': { ...right, unknown: () => [200, { heart_rate: 0, status: 'not tachycardic' }] },
  'takes an id twice': { ...right, registered: () => [200, 'registered'] },
  'asks for no age': { ...right, incomplete: [200, 'registered'] },
  'is full': { ...right, registered: () => [500, { error: 'no room for patients' }] },
  'measures nothing': { ...right, added: [500, { error: 'no room for rates' }] },
} satisfies Record<string, Behaviour>

/** Serves patients and their heart rates, which it keeps for as long as it is there. */
export function heartRates(behaviour: Behaviour): RequestListener {
  const patients = new Map<unknown, Patient>()

  function register({ patient_id: id, attending_email: email, patient_age: age }: Body): Reply {
    if (typeof id !== 'number' || typeof email !== 'string' || typeof age !== 'number')
      return behaviour.incomplete
    const reply = behaviour.registered(id, patients.has(id))
    if (reply[0] < 400) patients.set(id, { rates: [], last: '' })
    return reply
  }

  function answer(route: string, id: number, body: Body): Reply {
    if (route === 'POST new_patient') return register(body)
    const patient = patients.get(id)
    if (patient === undefined) return behaviour.unknown(id)
    const { rates, last } = patient
    if (route === 'GET status') {
      const status = (rates.at(-1) ?? 0) > 100 ? 'tachycardic' : 'not tachycardic'
      return [200, { heart_rate: rates.at(-1), status, timestamp: last }]
    }
    if (route === 'GET heart_rate') return [200, behaviour.list(rates)]
    if (/average$/.test(route)) return [200, behaviour.average(rates)]
    rates.push(Number(body.heart_rate))
    patient.last = new Date().toISOString()
    return behaviour.added
  }

  return async (request, response) => {
    const { method, url = '' } = request
    const body: Body = method === 'POST' ? JSON.parse(await text(request)) : {}
    const [, area, id = body.patient_id] = /^\/api\/(.+?)(?:\/(\d+))?$/.exec(url) ?? []
    const [status, value] = answer(`${method} ${area}`, Number(id), body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
}

function sum(rates: number[]): number {
  return rates.reduce((total, rate) => total + rate, 0)
}
