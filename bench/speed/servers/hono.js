// Hono on @hono/node-server with its own middleware at its defaults: logger, secure headers and, in zod, checked input.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { logger } from 'hono/logger'
import { secureHeaders } from 'hono/secure-headers'
import { validator } from 'hono/validator'
import { distance } from './distance.js'
import * as schemas from './schemas.js'

const app = new Hono()
// Of helmet's headers this one alone is not among its defaults.
app.use(logger(), secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"] } }))

app.get('/', c => c.text('Hello, world'))

app.get('/hello/:name', checked('param', schemas.params), c =>
  c.json({ message: `Hello there, ${c.req.valid('param').name}` }),
)

app.post('/distance', checked('json', schemas.body), c => {
  const { a, b } = c.req.valid('json')
  return c.json({ distance: distance(a, b), a, b })
})

function checked(target, schema) {
  return validator(target, (value, c) => {
    const { success, data, error } = schema.safeParse(value)
    return success ? data : c.json({ error: error.message }, 400)
  })
}

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
