// Express 5 with what most services put in front of it: helmet, pino-http, cors, compression, express.json; zod for input.
import compression from 'compression'
import cors from 'cors'
import express from 'express'
import helmet from 'helmet'
import { pinoHttp } from 'pino-http'
import { distance } from './distance.js'
import * as schemas from './schemas.js'

const app = express()
app.use(helmet(), pinoHttp(), cors(), compression(), express.json())

app.get('/', (_req, res) => {
  res.type('text').send('Hello, world')
})

app.get('/hello/:name', (req, res) => {
  const { name } = schemas.params.parse(req.params)
  res.json({ message: `Hello there, ${name}` })
})

app.post('/distance', (req, res) => {
  const { a, b } = schemas.body.parse(req.body)
  res.json({ distance: distance(a, b), a, b })
})

app.use((error, _req, res, _next) => {
  const status = error.issues === undefined ? (error.status ?? 500) : 400
  res.status(status).json({ error: error.message })
})

app.listen(Number(process.env.PORT), '127.0.0.1')
