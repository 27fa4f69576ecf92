/** One request, and what its answer must be. Plain data: every source of calls makes these, and a file can hold them. */
export type Call = {
  /** The endpoint, such as `GET /hello`. Calls of one name share a column in the roster's table. */
  name: string
  method: string
  /** Path and query, percent-encoded, below the base URL; `{id}` stands where one of the needs gives the value. */
  path: string
  /** The path as the author of the route writes it, for what is said of it: `/hello/<name>`. */
  route?: string
  headers?: Record<string, string>
  /** Request body, sent as application/json unless the headers have a Content-Type. */
  json?: unknown
  /** Request body, sent as application/x-www-form-urlencoded; a list repeats its name. */
  form?: Record<string, string | string[]>
  /** Request body, sent as multipart/form-data. */
  multipart?: Part[]
  /** A server may go without this endpoint: a bad answer is reported, but is not a failure. */
  optional?: boolean
  /**
   * The input, or what is listed of it, is nobody's example but made up from types, so a 4xx answer says nothing about the
   * server.
   */
  invented?: boolean | string[]
  /** The earlier calls that it cannot be made without, and what it takes from their answers. */
  needs?: Need[]
  /**
   * The credentials that the server wants: all in one of these lists. They are called `bearer`, `basic`, `http Digest`,
   * `header X-API-Key`, `query key`, `cookie sid`; behind these, `as` and another name for it: `query key as ApiKeyAuth`.
   */
  security?: string[][]
  /** Sent without the credentials that the command line gives. */
  anonymous?: boolean
  /** Why the call cannot be made. */
  skip?: string
  expect?: Expectation
}

/** A part of a multipart body. One with a file's name is sent as a file. */
export type Part = {
  name: string
  value: string
  filename?: string
  /** Its media type. */
  type?: string
  /** The value stands for bytes that no text can hold. */
  base64?: boolean
}

/** What a call needs of the calls before it: else it is skipped. */
export type Need = NeededCall | NeededValue

/** That the calls of this name before it were all answered as they should be. */
export type NeededCall = { call: string; value?: undefined; into?: undefined }

/** A value from the answer to an earlier call. Its words are those of OpenAPI's links. */
export type NeededValue = {
  /** The name of the earlier call; of several, the first that was answered as it should be. */
  call: string
  /** A runtime expression, or a text with such expressions in braces: `$response.body#/id`, `n-{$response.body#/id}`. */
  value: string
  /** `$request.path.id`, `$request.query.x`, `$request.header.x`, `$request.body#/a/0` or `$request.body`. */
  into: string
}

/** The calls that a server is to answer, and in words where they are from. */
export type Plan = {
  calls: Call[]
  source: string
  /** Its texts have placeholders, such as `{{run}}`; without this, all braces stand for themselves. */
  placeholders?: boolean
  /** The documents that are there but cannot be used, in words: `/swagger.json is Swagger 2.0, …`. */
  unread?: string[]
  /** How many more calls the document describes than are made of one. */
  further?: number
}

/** What is known of a right answer. Whatever is absent is not checked. */
export type Expectation = {
  /** Allowed status codes; any below 400 if absent. */
  status?: number[]
  /** The body must be JSON. `schema` and a `value` that is not a string imply it. */
  json?: boolean
  /** The body as JSON Schema 2020-12, without references to other documents. */
  schema?: unknown
  /** The body itself: equal but for numbers within 1e-9 relative and further fields. A text body is given as a string. */
  value?: unknown
  /** JSON pointers to the parts of `value` that differ from run to run, of which only the schema is checked; `''` is all. */
  varies?: string[]
  /** JSON pointers to lists of `value` whose items may come in any order. */
  anyOrder?: string[]
  /** JSON pointers to what of `value` may have its letters in upper or lower case: a text, or all texts within. */
  ignoreCase?: string[]
  /** JSON pointers to texts and lists of `value` that are a part of those in the answer. */
  contains?: string[]
  /** JSON pointers to texts that the author was to write: neither blank nor a placeholder such as `<yourname>`. */
  filledIn?: string[]
  /** A path that is no endpoint. If it is answered like this one, the answer comes from a route that takes any path. */
  unlike?: string
  /** Media types, of which the answer must have one. Of an answer that is a stream, `itemSchema` and headers are checked besides. */
  types?: string[]
  /** Each item of a stream as JSON Schema: a line, a record, or an event as an object of its fields. */
  itemSchema?: unknown
  /** Names of headers that the answer must have. */
  headers?: string[]
  /** Statuses that the server documents besides the allowed ones: they are no sign of a route that is missing. */
  documented?: number[]
}

export type Verdict = 'ok' | 'wrong' | 'unreachable' | 'skipped' | 'optional'

/** The answer as far as it is judged and printed. */
export type Answer = {
  status: number
  /** The status line's words, as the server sent them. */
  reason: string
  headers: Headers
  body: string
  /** What was sent for it; after redirects, the last one. */
  request: { method: string; url: string; headers: Headers; body: Uint8Array | undefined }
}

/** One call and what came of it. */
export type Result = {
  call: Call
  verdict: Verdict
  /** One word for a table's cell: `ok`, `wrong`, a status code, `refused`, `timeout`, … */
  word: string
  /** What is wrong, a line each, the most telling one first. */
  problems: string[]
  /** What to do about it. */
  hint?: string
  /** What could not be checked, a line each: that speaks neither for the server nor against it. */
  notes?: string[]
  /** Milliseconds until the answer was complete, or until the call failed; 0 for a call that was not made. */
  ms: number
  answer?: Answer
}

/** Whether a result speaks against the server. */
export function isFailure({ verdict }: Result): boolean {
  return verdict === 'wrong' || verdict === 'unreachable'
}

/** Whether a call is right only if the server refuses it. */
export function expectsProblem({ expect }: Call): boolean {
  const { status = [] } = expect ?? {}
  return status.length > 0 && status.every(code => code >= 400)
}
