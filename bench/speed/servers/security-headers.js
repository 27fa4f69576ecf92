// helmet's headers as a list of names and values, and what says that no answer is to be kept. They are the same for every
// answer, so helmet is asked for them once.
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

const setHeaders = helmet({
  strictTransportSecurity: false,
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
})

const request = new IncomingMessage(new Socket())
const response = new ServerResponse(request)
setHeaders(request, response, () => {})
response.setHeader('Cache-Control', 'no-store')

export const securityHeaders = response
  .getRawHeaderNames()
  .flatMap(name => [name, String(response.getHeader(name))])
