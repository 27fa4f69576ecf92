// Fastify 5 with all of our features, as fastify-same-features.js makes it.
import { createServer } from './fastify-same-features.js'

await createServer().listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
