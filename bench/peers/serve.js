// A plain Node server around the fixture app, the way most services write theirs: for PM2 and for node-cluster.js.
import { createServer } from 'node:http'
import { app } from './app.js'

const logged = (request, response) => {
  console.log(`${request.method} ${request.url}`)
  return app(request, response)
}

createServer(process.env.LOG ? logged : app).listen(Number(process.env.PORT), '127.0.0.1')
