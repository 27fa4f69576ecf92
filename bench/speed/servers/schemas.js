// What comes in and goes out, in zod, for the servers that check it with zod.
import { z } from 'zod'

const coordinate = z.number().min(-1e150).max(1e150)
const point = z.tuple([coordinate, coordinate])

export const params = z.object({ name: z.string().min(1).max(100) })
export const body = z.object({ a: point, b: point })
export const greeting = z.object({ message: z.string() })
export const answer = z.object({ distance: z.number(), a: point, b: point })
