// A server script in WORKERS processes, the way node:cluster's documentation has it: node node-cluster.js SCRIPT
import cluster from 'node:cluster'
import { pathToFileURL } from 'node:url'

if (cluster.isPrimary) {
  for (let i = 0; i < Number(process.env.WORKERS); i++) cluster.fork()
} else {
  await import(pathToFileURL(process.argv[2]).href)
}
