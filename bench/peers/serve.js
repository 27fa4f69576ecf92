// A plain Node server around the fixture app, the way most services write theirs: for PM2 and for node-cluster.js.
import { createServer } from 'node:http'
import { app } from './app.js'

const logged = (request, response) => {
  // As long as a line of ours.
  console.log(JSON.stringify({ path: request.url, agent: 'x'.repeat(300) }))
  return app(request, response)
}

createServer(process.env.LOG ? logged : app).listen(Number(process.env.PORT), '127.0.0.1')
