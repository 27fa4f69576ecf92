// helmet's headers as a list of names and values. They are the same for every answer, so helmet is asked for them once.
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

export const securityHeaders = response
  .getRawHeaderNames()
  .flatMap(name => [name, String(response.getHeader(name))])
