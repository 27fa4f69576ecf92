// Fastify 5 with schemas, its logger and helmet, all at their defaults.
import helmet from '@fastify/helmet'
import { fastify } from 'fastify'
import { addRoutes } from './fastify-routes.js'

const server = fastify({ logger: true })
await server.register(helmet)
addRoutes(server)
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
