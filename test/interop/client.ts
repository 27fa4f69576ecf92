/** The lecture's client, line for line what client.py beside it is. */
import { type Response, requests } from '../../client/requests.ts'

const server = process.argv[2]

function show(response: Response) {
  response.raiseForStatus()
  console.log(response.statusCode, JSON.stringify(response.json()))
}

show(await requests.get(`${server}/name`, { timeout: 10 }))
show(await requests.get(`${server}/hello/Grace Hopper`, { timeout: 10 }))
show(await requests.post(`${server}/distance`, { json: { a: [2, 4], b: [5, 6] }, timeout: 10 }))
show(await requests.post(`${server}/distance`, { json: { a: [0, 0], b: [0.3, 0.4] }, timeout: 10 }))
