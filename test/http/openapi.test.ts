import './quiet.ts'
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { group } from '../../src/http/group.ts'
import { apiKey, basic, bearer, only } from '../../src/http/guard.ts'
import { type Routes, route } from '../../src/http/route.ts'
import { answersNothing } from './app-of.ts'
import { assertValid, type Document, describeRoutes } from './described.ts'
import { app as lecture, routes as lectureRoutes } from './lecture.ts'
import { tasks } from './tasks.ts'

const point = z.object({ x: z.number(), y: z.number() }).meta({ id: 'Point' })
const note = z.string().meta({ id: 'Note' })

type Tree = { kids: Tree[] }
const tree: z.ZodType<Tree, Tree> = z.object({ kids: z.array(z.lazy(() => tree)) })

const folder = z.object({
  get files() {
    return z.array(file)
  },
})
const file = z
  .object({
    get parent() {
      return folder.optional()
    },
  })
  .meta({ id: 'File' })

const sample: Routes = {
  search: route('GET /people/:city/:street', {
    summary: 'Finds people',
    description: 'By *street*.',
    params: z.object({ city: z.string(), street: z.string().optional() }),
    query: z.object({ limit: z.coerce.number().max(50), sort: z.enum(['name', 'age']).default('name') }),
    returns: z.array(z.string()),
    examples: [
      { params: { city: 'Durham', street: 'Main' }, query: { limit: 2 }, returns: ['Ada'] },
      { name: 'byAge', params: { city: 'Cary' }, query: { limit: 1, sort: 'age' }, returns: ['Bo'] },
    ],
    handler: () => [],
  }),
  create: route('POST /points', {
    summary: 'Makes a point',
    body: point,
    returns: z.object({ made: point, near: z.array(point) }),
    status: 201,
    examples: [{ body: { x: 1, y: 2 }, returns: { made: { x: 1, y: 2 }, near: [] } }],
    handler: ({ body }) => ({ made: body, near: [] }),
  }),
  grow: route('POST /trees', {
    summary: 'Grows a tree',
    body: tree,
    returns: tree,
    examples: [{ body: { kids: [] }, returns: { kids: [] } }],
    handler: ({ body }) => body,
  }),
  list: route('POST /folders', {
    summary: 'Lists a folder',
    body: folder,
    returns: folder,
    examples: [{ body: { files: [{}] }, returns: { files: [{}] } }],
    handler: ({ body }) => body,
  }),
  note: route('GET /notes', {
    summary: 'Answers text',
    returns: note,
    examples: [{ returns: 'text' }],
    handler: () => 'text',
  }),
  forget: route('DELETE /notes', {
    summary: 'Answers nothing',
    returns: z.null(),
    status: 204,
    examples: [{ returns: null }],
    handler: () => null,
  }),
}

const token = bearer(sent => sent === 'x' && {}, { description: 'Ask for one.' })
const open = route('GET /open', { ...answersNothing, handler: () => ({}) })

const guarded: Routes = {
  open,
  token: route('GET /token', { ...answersNothing, guard: token, handler: () => ({}) }),
  only: route('GET /only', { ...answersNothing, guard: only(token, () => true), handler: () => ({}) }),
  password: route('GET /password', {
    ...answersNothing,
    guard: basic(() => false, { description: 'Those of the wiki.' }),
    handler: () => ({}),
  }),
  key: route('GET /key', {
    ...answersNothing,
    guard: apiKey('X-Api-Key', () => false, { description: 'By mail.' }),
    handler: () => ({}),
  }),
  conditional: route('GET /conditional', {
    ...answersNothing,
    headers: z.object({ 'if-match': z.string(), 'x-depth': z.coerce.number().max(9).default(1) }),
    examples: [
      { headers: { 'if-match': '"1"' }, returns: {} },
      { headers: { 'if-match': '"2"', 'x-depth': 3 }, returns: {} },
    ],
    handler: () => ({}),
  }),
}

/** Every `$ref` of a document, however deep. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => (key === '$ref' ? [String(item)] : references(item)))
}

/** What a local reference points to. */
function resolve(document: Document, reference: string): unknown {
  assert.match(reference, /^#\//)
  return reference
    .slice(2)
    .split('/')
    .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((part, step) => part?.[step], document)
}

for (const [name, routes] of Object.entries({
  sample,
  lecture: lectureRoutes,
  ...(tasks && { tasks }),
  guarded,
})) {
  describe(`the document of the ${name} table`, () => {
    const document = describeRoutes(routes)

    test('is valid OpenAPI 3.1', () => assertValid(document))

    test('has a target for each of its references', () => {
      const all = references(document)
      assert.ok(all.length > 0)
      assert.deepEqual(
        all.filter(reference => resolve(document, reference) === undefined),
        [],
      )
    })

    test('has no reference into a schema, which would count from the wrong place', () => {
      assert.deepEqual(
        references(document).filter(
          reference => !/^#\/components\/(schemas|responses)\/[\w.-]+$/.test(reference),
        ),
        [],
      )
    })

    test('names each route by its key in the table', () => {
      const operations = Object.values<Document>(document.paths).flatMap(path =>
        Object.values<Document>(path),
      )
      assert.deepEqual(operations.map(operation => operation.operationId).sort(), Object.keys(routes).sort())
    })
  })
}

const document = describeRoutes(sample)
const search = document.paths['/people/{city}/{street}'].get
const create = document.paths['/points'].post

test('a route has the summary and the description of its entry', () => {
  assert.deepEqual([search.summary, search.description], ['Finds people', 'By *street*.'])
})

test('parameters stand in the path and in the query, with their schemas', () => {
  const shown = search.parameters.map((parameter: Document) => [
    parameter.in,
    parameter.name,
    parameter.schema,
  ])
  assert.deepEqual(shown, [
    ['path', 'city', { type: 'string' }],
    ['path', 'street', { type: 'string' }],
    ['query', 'limit', { type: 'number', maximum: 50 }],
    ['query', 'sort', { type: 'string', enum: ['name', 'age'], default: 'name' }],
  ])
})

test('all of a path is required, of a query what has no default', () => {
  const required = search.parameters.map(({ name, required }: Document) => [name, required])
  assert.deepEqual(required, [
    ['city', true],
    ['street', true],
    ['limit', true],
    ['sort', false],
  ])
})

test('one example has one name in parameters and answer', () => {
  const [city, street, limit, sort] = search.parameters.map((parameter: Document) => parameter.examples)
  assert.deepEqual(city, { example1: { value: 'Durham' }, byAge: { value: 'Cary' } })
  assert.deepEqual(street, { example1: { value: 'Main' } })
  assert.deepEqual(limit, { example1: { value: 2 }, byAge: { value: 1 } })
  assert.deepEqual(sort, { byAge: { value: 'age' } })
  assert.deepEqual(search.responses[200].content['application/json'].examples, {
    example1: { value: ['Ada'] },
    byAge: { value: ['Bo'] },
  })
})

test('one example has one name in body and answer', () => {
  assert.deepEqual(create.requestBody.content['application/json'].examples, {
    example1: { value: { x: 1, y: 2 } },
  })
  assert.deepEqual(Object.keys(create.responses[201].content['application/json'].examples), ['example1'])
})

test('both examples of the distance are there, in body and answer', () => {
  const { post } = describeRoutes(lectureRoutes).paths['/distance']
  for (const { content } of [post.requestBody, post.responses[200]]) {
    assert.deepEqual(Object.keys(content['application/json'].examples), ['example1', 'example2'])
  }
})

test('a route answers with the status of its entry, and for the rest with a problem', () => {
  assert.deepEqual(Object.keys(create.responses), ['201', 'default'])
  const problem = resolve(document, create.responses.default.$ref) as Document
  assert.ok('application/problem+json' in problem.content)
})

test('the server is where the document is, whatever path a proxy has put before it', () => {
  assert.deepEqual(document.servers, [{ url: '.' }])
})

test('a body is required', () => {
  assert.equal(create.requestBody.required, true)
})

test('a named schema is a component under its name', () => {
  const { $ref } = create.requestBody.content['application/json'].schema
  assert.match($ref, /Point$/)
  assert.deepEqual((resolve(document, $ref) as Document).required, ['x', 'y'])
})

test('a text is text/plain, named or not', () => {
  assert.deepEqual(Object.keys(document.paths['/notes'].get.responses[200].content), ['text/plain'])
  const { get } = describeRoutes(lectureRoutes).paths['/']
  assert.deepEqual(Object.keys(get.responses[200].content), ['text/plain'])
})

test('an answer of 204 has no content', () => {
  assert.equal('content' in document.paths['/notes'].delete.responses[204], false)
})

test('an answer may gain fields some day, so that its schema allows others', () => {
  assert.doesNotMatch(JSON.stringify(document), /additionalProperties/)
})

test('/openapi.json is the document of the table', async () => {
  const { status, type, body } = await supertest(lecture).get('/openapi.json')
  assert.deepEqual([status, type], [200, 'application/json'])
  assert.deepEqual(body.paths, describeRoutes(lectureRoutes).paths)
  assert.match(body.openapi, /^3\.1\./)
  assert.equal(body.info.title, 'Sample')
})

const signedIn = describeRoutes(guarded)

test('each way to sign in is described once', () => {
  assert.deepEqual(signedIn.components.securitySchemes, {
    bearer: { type: 'http', scheme: 'bearer', description: 'Ask for one.' },
    basic: { type: 'http', scheme: 'basic', description: 'Those of the wiki.' },
    'X-Api-Key': { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'By mail.' },
  })
})

for (const [path, security] of Object.entries({
  '/token': [{ bearer: [] }],
  '/only': [{ bearer: [] }],
  '/password': [{ basic: [] }],
  '/key': [{ 'X-Api-Key': [] }],
  '/open': undefined,
})) {
  test(`${path} says ${JSON.stringify(security) ?? 'nothing'} of who may call it`, () => {
    assert.deepEqual(signedIn.paths[path].get.security, security)
  })
}

test('a table without guards describes no way to sign in', () => {
  assert.equal('securitySchemes' in document.components, false)
})

test('headers are parameters with their schemas, required without a default, with an example each', () => {
  assert.deepEqual(signedIn.paths['/conditional'].get.parameters, [
    {
      name: 'if-match',
      in: 'header',
      required: true,
      schema: { type: 'string' },
      examples: { example1: { value: '"1"' }, example2: { value: '"2"' } },
    },
    {
      name: 'x-depth',
      in: 'header',
      required: false,
      schema: { type: 'number', maximum: 9, default: 1 },
      examples: { example2: { value: 3 } },
    },
  ])
})

test('tags stand in the order of the table, each once, with their descriptions', async () => {
  const tagged = describeRoutes({
    ...group(
      { tag: 'Notes', description: 'What one has *written*.' },
      { open, token: guarded.token as Routes[string] },
    ),
    ...group({ tag: 'Others' }, { key: guarded.key as Routes[string] }),
    ...lectureRoutes,
  })
  assert.deepEqual(tagged.tags, [
    { name: 'Notes', description: 'What one has *written*.' },
    { name: 'Others' },
  ])
  assert.deepEqual(
    ['/open', '/token', '/key', '/name'].map(path => tagged.paths[path].get.tags),
    [['Notes'], ['Notes'], ['Others'], undefined],
  )
  await assertValid(tagged)
})

test('a table without tags has none', () => {
  assert.equal('tags' in document, false)
})

test('a group is described below its prefix', () => {
  const paths = Object.keys(
    describeRoutes(group({ prefix: '/v1' }, { search: sample.search as Routes[string] })).paths,
  )
  assert.deepEqual(paths, ['/v1/people/{city}/{street}'])
})

const photos = { post: { operationId: 'upload', responses: { 201: { description: 'Created' } } } }
const more = {
  paths: { '/photos': photos, '/notes': { put: { responses: { 204: { description: 'No Content' } } } } },
  components: {
    schemas: { Photo: { type: 'object' } },
    responses: { TooLarge: { description: 'Too large' } },
    securitySchemes: { cookie: { type: 'apiKey', in: 'cookie', name: 'session' } },
    headers: { Left: { schema: { type: 'integer' } } },
  },
}

test('operations of other routers stand beside those of the table, on paths of the table, too', async () => {
  const merged = describeRoutes(sample, more)
  assert.deepEqual(merged.paths['/photos'], photos)
  assert.deepEqual(Object.keys(merged.paths['/notes']).sort(), ['delete', 'get', 'put'])
  assert.deepEqual(merged.paths['/notes'].get, document.paths['/notes'].get)
  await assertValid(merged)
})

test('their components stand beside those of the table', () => {
  const { schemas, responses, securitySchemes, headers } = describeRoutes(
    { ...sample, ...guarded },
    more,
  ).components
  assert.deepEqual([schemas.Photo, headers.Left], [{ type: 'object' }, { schema: { type: 'integer' } }])
  assert.deepEqual(Object.keys(responses).sort(), ['Problem', 'TooLarge'])
  assert.deepEqual(Object.keys(securitySchemes).sort(), ['X-Api-Key', 'basic', 'bearer', 'cookie'])
  assert.ok('Problem' in schemas)
})

test('what a router of your own signs in by is described, also where the table has no guard', () => {
  assert.deepEqual(describeRoutes(sample, more).components.securitySchemes, more.components.securitySchemes)
})

test('what is given of other routers stays as it was', () => {
  const given = structuredClone(more)
  describeRoutes({ ...sample, ...guarded }, given)
  assert.deepEqual(given, more)
})

test('an operation that the table has, too, is refused and named', () => {
  assert.throws(
    () => describeRoutes(sample, { paths: { '/people/{city}/{street}': { get: {} } } }),
    /^Error: GET \/people\/:city\/:street is described twice: in the table, and beside it\.$/,
  )
})
