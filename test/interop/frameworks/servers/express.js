import express from 'express'
import multer from 'multer'
import swaggerJsdoc from 'swagger-jsdoc'
import { z } from 'zod'
import { broken, port, token } from './setting.js'

const NewBook = z.object({
  title: z.string().min(1),
  year: z.int().min(1450).max(2100),
  subtitle: z.string().nullable(),
})
const Payment = z.union([
  z.object({ kind: z.literal('card'), number: z.string().regex(/^\d{4}$/) }),
  z.object({ kind: z.literal('cash'), coins: z.int().positive() }),
])
const Genres = z.object({
  genre: z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(z.enum(['novel', 'poetry']))),
})
const Id = z.object({ id: z.coerce.number().int().positive() })

const app = express()
app.use(express.json())

const checked = (schema, part) => (req, res, next) => {
  const { data, error } = schema.safeParse(req[part])
  if (error) return res.status(400).json({ message: z.prettifyError(error) })
  res.locals[part] = data
  next()
}

/**
 * @openapi
 * components:
 *   securitySchemes:
 *     bearer: { type: http, scheme: bearer }
 *   schemas:
 *     NewBook:
 *       type: object
 *       required: [title, year, subtitle]
 *       properties:
 *         title: { type: string, minLength: 1 }
 *         year: { type: integer, minimum: 1450, maximum: 2100 }
 *         subtitle: { type: string, nullable: true }
 *     Book:
 *       allOf:
 *         - $ref: '#/components/schemas/NewBook'
 *         - type: object
 *           required: [id]
 *           properties:
 *             id: { type: integer }
 *     Payment:
 *       oneOf:
 *         - type: object
 *           required: [kind, number]
 *           properties:
 *             kind: { type: string, enum: [card] }
 *             number: { type: string, pattern: '^\d{4}$' }
 *         - type: object
 *           required: [kind, coins]
 *           properties:
 *             kind: { type: string, enum: [cash] }
 *             coins: { type: integer, minimum: 1 }
 */

/**
 * @openapi
 * /books:
 *   get:
 *     parameters:
 *       - in: query
 *         name: genre
 *         required: true
 *         explode: false
 *         schema: { type: array, minItems: 1, items: { type: string, enum: [novel, poetry] } }
 *     responses:
 *       200:
 *         description: the books
 *         content:
 *           application/json:
 *             schema: { type: array, items: { $ref: '#/components/schemas/Book' } }
 */
app.get('/books', checked(Genres, 'query'), (_req, res) => {
  res.json(
    res.locals.query.genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null })),
  )
})

/**
 * @openapi
 * /books:
 *   post:
 *     requestBody:
 *       required: true
 *       content:
 *         application/json:
 *           schema: { $ref: '#/components/schemas/NewBook' }
 *     responses:
 *       201:
 *         description: the new book
 *         content:
 *           application/json:
 *             schema: { $ref: '#/components/schemas/Book' }
 */
app.post('/books', checked(NewBook, 'body'), (_req, res) => {
  res.status(201).json({ id: 3, ...res.locals.body })
})

/**
 * @openapi
 * /books/{id}:
 *   get:
 *     parameters:
 *       - { in: path, name: id, required: true, schema: { type: integer, minimum: 1 } }
 *     responses:
 *       200:
 *         description: the book
 *         content:
 *           application/json:
 *             schema: { $ref: '#/components/schemas/Book' }
 */
app.get('/books/:id', checked(Id, 'params'), (_req, res) => {
  res.json({
    id: res.locals.params.id,
    title: 'Solaris',
    year: broken ? null : 1961,
    subtitle: null,
  })
})

/**
 * @openapi
 * /payments:
 *   post:
 *     requestBody:
 *       required: true
 *       content:
 *         application/json:
 *           schema: { $ref: '#/components/schemas/Payment' }
 *     responses:
 *       200:
 *         description: the payment
 *         content:
 *           application/json:
 *             schema: { $ref: '#/components/schemas/Payment' }
 */
app.post('/payments', checked(Payment, 'body'), (_req, res) => {
  res.json(res.locals.body)
})

/**
 * @openapi
 * /covers:
 *   post:
 *     requestBody:
 *       required: true
 *       content:
 *         multipart/form-data:
 *           schema:
 *             type: object
 *             required: [cover]
 *             properties:
 *               cover: { type: string, format: binary }
 *     responses:
 *       200:
 *         description: its size
 *         content:
 *           application/json:
 *             schema: { type: object, required: [bytes], properties: { bytes: { type: integer } } }
 */
app.post('/covers', multer().single('cover'), ({ file }, res) => {
  if (file === undefined) return res.status(400).json({ message: 'cover is missing' })
  res.json({ bytes: file.size })
})

/**
 * @openapi
 * /me:
 *   get:
 *     security: [{ bearer: [] }]
 *     responses:
 *       200:
 *         description: who calls
 *         content:
 *           application/json:
 *             schema: { type: object, required: [name], properties: { name: { type: string } } }
 */
app.get('/me', (req, res) => {
  if (req.get('authorization') !== `Bearer ${token}`)
    return res.status(401).json({ message: 'Bring a token.' })
  res.json({ name: 'Ada' })
})

const document = swaggerJsdoc({
  definition: { openapi: '3.0.0', info: { title: 'Books', version: '1.0.0' } },
  apis: [import.meta.filename],
})
app.get('/api-docs.json', (_req, res) => res.json(document))

app.listen(port, '127.0.0.1')
