// Our API without our server: the app of the module APP on a plain node:http server, for node-cluster.js.
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const { app, serverOptions = {} } = await import(pathToFileURL(process.env.APP).href)
createServer(serverOptions, app).listen(Number(process.env.PORT), '127.0.0.1')
