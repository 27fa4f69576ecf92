import { z } from 'zod'
import { route } from '../../src/http.ts'

const temperatures = [36.6, 37.9, 38.4, 37.2]

export const routes = {
  data: route('GET /data', {
    summary: 'Lists the measured body temperatures in °C, all of them or those above a limit',
    query: z.object({ above: z.coerce.number().default(0) }),
    returns: z.object({ data: z.array(z.number()) }),
    examples: [
      { query: {}, returns: { data: [36.6, 37.9, 38.4, 37.2] } },
      { query: { above: 37.5 }, returns: { data: [37.9, 38.4] } },
    ],
    handler: ({ query: { above } }) => ({ data: temperatures.filter(value => value > above) }),
  }),
}
