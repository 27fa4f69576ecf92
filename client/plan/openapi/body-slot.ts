import { once } from '../../made-once.ts'
import { asText, isObject } from '../../untrusted.ts'
import { exampleOf } from './example.ts'
import { admitsJson, isForm, isJson, isMultipart } from './media-type.ts'
import { partKinds } from './multipart.ts'
import { resolved } from './reference.ts'
import { type BodySlot, examplesOf } from './slot.ts'
import { fieldStyle, type Style } from './style.ts'

/** The request body, if the operation has one, as JSON, else as a form or in parts; or why it cannot be sent. */
export function bodySlot(
  document: unknown,
  method: string,
  requestBody: unknown,
): BodySlot | { skip: string } | undefined {
  const { content, required } = resolved(document, requestBody) ?? {}
  if (!isObject(content)) return undefined
  // fetch sends none. In 3.0 it "SHALL be ignored" where HTTP gives it no meaning (Operation Object, requestBody).
  if (method === 'GET' || method === 'HEAD') {
    const isMeant = required === true && !/^3\.0\./.test(isObject(document) ? asText(document.openapi) : '')
    return isMeant ? { skip: `a ${method} is sent without a body, and its body is required` } : undefined
  }
  const expected = ['POST', 'PUT', 'PATCH', 'QUERY'].includes(method)
  const types = Object.keys(content)
  const type = typeToSend(document, content)
  if (type === undefined) {
    return required === true || (expected && types.length > 0) ? { skip: unsent(types) } : undefined
  }
  const media = resolved(document, content[type]) ?? {}
  const kinds = partKinds(document, media.schema, media.encoding)
  // An upload without its file tells nothing, whether the schema requires the file or not.
  const files = isMultipart(type) ? [...kinds].filter(([, { isFile }]) => isFile).map(([name]) => name) : []
  const schema = files.length > 0 ? { allOf: [media.schema, { required: files }] } : media.schema
  return {
    in: isMultipart(type) ? 'multipart' : isForm(type) ? 'form' : 'json',
    name: 'the body',
    mediaType: admitsJson(type) ? 'application/json' : type,
    required: required === true,
    expected,
    examples: examplesOf(document, media),
    fallback: once(() => exampleOf(document, schema, {})),
    styles: stylesOf(document, media.encoding),
    kinds,
  }
}

function unsent(types: string[]): string {
  if (types.length === 0) return 'its body has no media type'
  const isNamed = types.some(type => /^\s*[^\s/;]+\/[^\s/;]+/.test(type))
  return isNamed
    ? `its body is ${types.join(' or ')}, which is not sent`
    : `its content has ${types.map(type => JSON.stringify(type)).join(' and ')} in the place of a media type`
}

/** JSON, if it is offered, else a form; but in parts where one of them is a file, which the others cannot hold. */
function typeToSend(document: unknown, content: Record<string, unknown>): string | undefined {
  const types = Object.keys(content)
  const multipart = types.find(isMultipart)
  const hasFile = (type: string) => {
    const { schema, encoding } = resolved(document, content[type]) ?? {}
    return [...partKinds(document, schema, encoding).values()].some(({ isFile }) => isFile)
  }
  const whole = [types.find(isJson), types.find(isForm)].filter(type => type !== undefined)
  const suitable = whole.find(type => multipart === undefined || !hasFile(type))
  return suitable ?? multipart ?? types.find(admitsJson)
}

function stylesOf(document: unknown, encoding: unknown): Map<string, Style> {
  const fields = Object.entries(isObject(encoding) ? encoding : {})
  return new Map(
    fields.flatMap(([name, each]): [string, Style][] => {
      const style = fieldStyle(document, each)
      return style === undefined ? [] : [[name, style]]
    }),
  )
}
