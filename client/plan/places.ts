/** Where frameworks publish their document unless told otherwise, the most common first. */
export const likelyPlaces = [
  '/openapi.json', // FastAPI, APIFlask, Huma, Scalar
  '/v3/api-docs', // springdoc
  '/api-json', // NestJS
  '/documentation/json', // Fastify
  '/openapi/json', // Elysia
  '/openapi/v1.json', // ASP.NET Core
  '/q/openapi?format=json', // Quarkus
  '/swagger.json', // flask-restx, hapi-swagger, Express templates
  '/apispec_1.json', // flasgger
]

/** Where others do, or people put it. */
export const otherPlaces = [
  '/doc', // Hono
  '/openapi.yaml',
  '/api/schema/', // Django REST framework
  '/swagger/v1/swagger.json', // Swashbuckle
  '/api/openapi.json', // ts-rest, FastAPI below /api
  '/api-docs.json', // swagger-jsdoc
  '/docs/json', // Fastify, Elysia
  '/docs-json', // NestJS
  '/openapi', // MicroProfile
  '/schema/openapi.json', // Litestar
  '/spec.json', // oRPC
  '/api/spec.json', // oRPC below /api
  '/api-docs/openapi.json', // utoipa
  '/api/v1/openapi.json',
  '/openapi.yml',
  '/swagger.yaml',
]

/** Where a page of Swagger UI, Redoc or Scalar is, which names the document. */
export const pagePlaces = [
  '/docs',
  '/api',
  '/documentation',
  '/api-docs',
  '/swagger',
  '/reference',
  '/redoc',
  '/api/docs',
  '/scalar',
]
