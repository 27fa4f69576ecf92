// Express 5 as its front page has it: no log, no check of the input, no headers of its own.
import express from 'express'
import { distance } from './distance.js'

const app = express()

app.get('/', (_req, res) => {
  res.type('text').send('Hello, world')
})

app.get('/hello/:name', (req, res) => {
  res.json({ message: `Hello there, ${req.params.name}` })
})

app.post('/distance', express.json(), (req, res) => {
  const { a, b } = req.body
  res.json({ distance: distance(a, b), a, b })
})

app.listen(Number(process.env.PORT), '127.0.0.1')
