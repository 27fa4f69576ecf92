import { z } from 'zod'
import { route, text } from '../../src/http.ts'
import { addRate, attendedBy, averageOf, heartRatesOf, register, statusOf } from './patients.ts'

const id = z.int().min(1)
const byId = z.object({ patient_id: z.coerce.number().int().min(1) })
const rate = z.int().min(1).max(500)
const now = () => new Date().toISOString()

export const routes = {
  newPatient: route('POST /api/new_patient', {
    summary: 'Registers a patient',
    body: z.object({ patient_id: id, attending: text(1, 100), age: z.int().min(1).max(150) }),
    returns: z.object({ patient_id: id }),
    status: 201,
    examples: [
      { body: { patient_id: 1, attending: 'Dr. Blackwell', age: 30 }, returns: { patient_id: 1 } },
      { body: { patient_id: 2, attending: 'Dr. Blackwell', age: 6 }, returns: { patient_id: 2 } },
    ],
    handler: ({ body }) => register(body),
  }),

  newHeartRate: route('POST /api/heart_rate', {
    summary: 'Adds a heart rate in beats a minute, measured now unless it says when',
    body: z.object({ patient_id: id, heart_rate: rate, timestamp: z.iso.datetime().default(now) }),
    returns: z.object({ heart_rate: rate, timestamp: z.iso.datetime() }),
    status: 201,
    examples: [
      {
        body: { patient_id: 1, heart_rate: 80, timestamp: '2026-03-09T11:00:00.000Z' },
        returns: { heart_rate: 80, timestamp: '2026-03-09T11:00:00.000Z' },
      },
      {
        body: { patient_id: 1, heart_rate: 110, timestamp: '2026-03-09T12:00:00.000Z' },
        returns: { heart_rate: 110, timestamp: '2026-03-09T12:00:00.000Z' },
      },
    ],
    handler: ({ body }) => addRate(body),
  }),

  status: route('GET /api/status/:patient_id', {
    summary: 'Tells the last heart rate, and whether it is tachycardic at the age of the patient',
    params: byId,
    returns: z.object({ heart_rate: rate, timestamp: z.iso.datetime(), tachycardic: z.boolean() }),
    examples: [
      {
        params: { patient_id: 1 },
        returns: { heart_rate: 110, timestamp: '2026-03-09T12:00:00.000Z', tachycardic: true },
      },
    ],
    handler: ({ params: { patient_id } }) => statusOf(patient_id),
  }),

  heartRates: route('GET /api/heart_rate/:patient_id', {
    summary: 'Lists all heart rates of a patient',
    params: byId,
    returns: z.array(rate),
    examples: [{ params: { patient_id: 1 }, returns: [80, 110] }],
    handler: ({ params: { patient_id } }) => heartRatesOf(patient_id),
  }),

  average: route('GET /api/heart_rate/average/:patient_id', {
    summary: 'Averages all heart rates of a patient',
    params: byId,
    returns: z.object({ average: z.number() }),
    examples: [{ params: { patient_id: 1 }, returns: { average: 95 } }],
    handler: ({ params: { patient_id } }) => averageOf(patient_id),
  }),

  intervalAverage: route('POST /api/heart_rate/interval_average', {
    summary: 'Averages the heart rates of a patient since a time',
    body: z.object({ patient_id: id, since: z.iso.datetime() }),
    returns: z.object({ average: z.number() }),
    examples: [{ body: { patient_id: 1, since: '2026-03-09T11:30:00Z' }, returns: { average: 110 } }],
    handler: ({ body: { patient_id, since } }) => averageOf(patient_id, since),
  }),

  patients: route('GET /api/patients/:attending', {
    summary: 'Lists the patients of an attending',
    params: z.object({ attending: text(1, 100) }),
    returns: z.array(id),
    examples: [{ params: { attending: 'Dr. Blackwell' }, returns: [1, 2] }],
    handler: ({ params: { attending } }) => attendedBy(attending),
  }),
}
