/** A document with something of everything that the client reads. */
export const everything = {
  openapi: '3.2.0',
  info: { title: 'Everything', version: '1', summary: 'All of it', description: 'In one document' },
  servers: [{ url: '/{version}', variables: { version: { default: '', enum: ['', 'v1'] } } }],
  security: [{ key: [] }, { token: [] }],
  tags: [{ name: 'things' }],
  paths: {
    '/things': {
      summary: 'All things',
      parameters: [{ $ref: '#/components/parameters/page' }],
      get: {
        operationId: 'listThings',
        tags: ['things'],
        parameters: [
          { name: 'near', in: 'query', style: 'deepObject', schema: { $ref: '#/components/schemas/Point' } },
          {
            name: 'colours',
            in: 'query',
            explode: false,
            example: ['red', 'blue'],
            schema: { type: 'array' },
          },
          {
            name: 'X-Mark',
            in: 'header',
            required: true,
            schema: { type: 'string', pattern: '^m-[0-9]{3}$' },
          },
          { name: 'sid', in: 'cookie', schema: { type: 'string', format: 'uuid', example: 'abc' } },
        ],
        responses: {
          200: {
            description: 'fine',
            headers: { 'X-Total': { required: true, schema: { type: 'integer' } } },
            content: {
              'application/json': {
                schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
                examples: { two: { value: [{ id: 1, name: 'a' }] } },
              },
            },
          },
          default: { $ref: '#/components/responses/Problem' },
        },
      },
      post: {
        operationId: 'addThing',
        security: [],
        requestBody: { $ref: '#/components/requestBodies/Thing' },
        responses: {
          201: {
            description: 'made',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
            links: {
              get: { operationId: 'getThing', parameters: { id: '$response.body#/id' } },
              put: {
                operationRef: '#/paths/~1things~1%7Bid%7D/put',
                parameters: { 'path.id': '$response.body#/id' },
              },
            },
          },
          422: { description: 'bad', content: { 'application/json': { example: { error: 'no' } } } },
        },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      get: { operationId: 'getThing', responses: { 200: { $ref: '#/components/responses/Thing' } } },
      put: {
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
              encoding: { name: { style: 'form', explode: true } },
            },
          },
        },
        responses: { 200: { $ref: '#/components/responses/Thing' } },
      },
      delete: { responses: { 204: { description: 'gone' } } },
    },
    '/files': {
      post: {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: { file: { type: 'string', format: 'binary' }, note: { type: 'string' } },
              },
              encoding: { file: { contentType: 'image/png' } },
            },
          },
        },
        responses: { '2XX': { description: 'kept' } },
      },
    },
    '/events': {
      get: {
        responses: {
          200: {
            description: 'as they come',
            content: { 'text/event-stream': { itemSchema: { $ref: '#/components/schemas/Event' } } },
          },
        },
      },
      additionalOperations: { COPY: { responses: { 200: { description: 'copied' } } } },
    },
  },
  components: {
    parameters: { page: { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } } },
    requestBodies: {
      Thing: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Thing' },
            examples: { plain: { summary: 'a plain one', value: { name: 'a' } } },
          },
        },
      },
    },
    responses: {
      Thing: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
      Problem: { content: { 'application/problem+json': { schema: { type: 'object' } } } },
    },
    schemas: {
      Point: {
        type: 'object',
        required: ['x'],
        properties: { x: { type: 'number' }, y: { type: 'number' } },
      },
      Thing: {
        allOf: [{ $ref: '#/components/schemas/Named' }],
        type: 'object',
        required: ['name'],
        properties: {
          id: { type: 'integer', readOnly: true },
          made: { type: 'string', format: 'date-time' },
          tags: { type: 'array', uniqueItems: true, maxItems: 3, items: { enum: ['a', 'b'] } },
          at: { $ref: '#/components/schemas/Point' },
        },
        additionalProperties: { type: 'string' },
      },
      Named: { type: 'object', properties: { name: { type: 'string', minLength: 1, maxLength: 20 } } },
      Event: {
        oneOf: [{ $ref: '#/components/schemas/Named' }, { $ref: '#/components/schemas/Point' }],
        discriminator: { propertyName: 'kind', mapping: { n: '#/components/schemas/Named' } },
      },
    },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
}
