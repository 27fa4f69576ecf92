import type { Call, Expectation, Part } from '../../call.ts'
import { isObject } from '../../untrusted.ts'

/** What the value of a key is: in words that follow "must be", with an example, and as a check. */
export type Key = { is: string; fits: (value: unknown) => boolean }

const isText = (value: unknown) => typeof value === 'string'
const isPath = (value: unknown) => isText(value) && String(value).startsWith('/')
const isSwitch = (value: unknown) => typeof value === 'boolean'
const isSchema = (value: unknown) => isObject(value) || isSwitch(value)
const isTexts = (value: unknown) => isListOf(value, isText)
const isStatuses = (value: unknown) => isListOf(value, isStatus)
/** Source: RFC 9110, section 15. */
const isStatus = (value: unknown) => Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 599
/** Source: RFC 9110, section 5.6.2. */
const isHeaderName = (value: unknown) => isText(value) && /^[!#$%&'*+.^`|~\w-]+$/.test(String(value))

/** The keys of a call. What is said of `needs` and `expect` here is not all that holds of them. */
export const callKeys = {
  name: { is: 'a text, such as "GET /notes"', fits: isText },
  method: {
    is: 'a method, such as "GET"',
    fits: value => isText(value) && /^[A-Z][A-Z-]*$/.test(String(value)),
  },
  path: { is: 'a path that begins with a slash', fits: isPath },
  route: { is: 'a text, such as "/hello/<name>"', fits: isText },
  headers: {
    is: 'an object of texts, such as {"Accept-Language": "de"}',
    fits: value => isFields(value, isText),
  },
  json: { is: 'any value', fits: () => true },
  form: {
    is: 'an object of texts and lists of texts, such as {"name": "Ada"}',
    fits: value => isFields(value, field => isText(field) || isTexts(field)),
  },
  multipart: { is: 'a list of parts, such as [{"name": "note", "value": "milk"}]', fits: isParts },
  needs: { is: 'a list, such as ["POST /notes"]', fits: Array.isArray },
  expect: { is: 'an object, such as {"status": [200]}', fits: isObject },
  optional: { is: 'true or false', fits: isSwitch },
  anonymous: { is: 'true or false', fits: isSwitch },
  security: {
    is: 'a list of lists, such as [["bearer"], ["header X-API-Key"]]',
    fits: value => isListOf(value, isTexts),
  },
  invented: {
    is: 'true, false or a list, such as ["title"]',
    fits: value => isSwitch(value) || isTexts(value),
  },
  skip: { is: 'a text, such as "it has no example"', fits: isText },
} satisfies Record<keyof Call, Key> as Record<keyof Call, Key>

const statuses = 'a list of statuses from 100 to 599, such as [200, 404]'

/** The keys of `expect`. */
export const expectationKeys = {
  status: { is: statuses, fits: isStatuses },
  value: { is: 'any value', fits: () => true },
  varies: { is: 'a list, such as ["/id"]', fits: isTexts },
  ignoreCase: { is: 'a list, such as ["/message"]', fits: isTexts },
  contains: { is: 'a list, such as ["/message"]', fits: isTexts },
  anyOrder: { is: 'a list, such as ["/tags"]', fits: isTexts },
  filledIn: { is: 'a list, such as ["/name"]', fits: isTexts },
  unlike: { is: 'a path that begins with a slash, such as "/nonesuch"', fits: isPath },
  schema: { is: 'a JSON Schema, such as {"type": "object"}', fits: isSchema },
  json: { is: 'true or false', fits: isSwitch },
  headers: {
    is: 'a list of names, such as ["Location"]',
    fits: value => isListOf(value, isHeaderName),
  },
  types: { is: 'a list, such as ["text/event-stream"]', fits: isTexts },
  itemSchema: { is: 'a JSON Schema, such as {"required": ["data"]}', fits: isSchema },
  documented: { is: statuses, fits: isStatuses },
} satisfies Record<keyof Expectation, Key> as Record<keyof Expectation, Key>

/** The keys of a part of `multipart`. */
const partKeys = {
  name: isText,
  value: isText,
  filename: isText,
  type: isText,
  base64: isSwitch,
} satisfies Record<keyof Part, (value: unknown) => boolean>

function isParts(value: unknown): boolean {
  return isListOf(value, part => {
    if (!isObject(part) || !('name' in part && 'value' in part)) return false
    return Object.entries(part).every(
      ([key, inner]) => Object.hasOwn(partKeys, key) && partKeys[key as keyof Part](inner),
    )
  })
}

function isFields(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(isItem)
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}
