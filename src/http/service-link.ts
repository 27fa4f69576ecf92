/** A Link header (RFC 8631) by which any client finds the description of the service. */
export const serviceDescription = '</openapi.json>; rel="service-desc"'
