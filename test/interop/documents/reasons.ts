/** The kinds of reasons for which an operation is skipped. Each names a field of the document, or a media type. */
const kinds: [kind: string, reason: RegExp][] = [
  ['no example for a field (its pattern)', /^no example for (?<field>.+) \(its pattern\)$/s],
  ['no example for a field (another reason)', /^no example for (?<field>.+) \((?<why>.+)\)$/s],
  ['its body is of a media type that is not sent', /^its body is (?<types>.+), which is not sent$/],
  [
    'its body has something else in the place of a media type',
    /^its content has ".* in the place of a media type$/s,
  ],
  ['its body has no media type', /^its body has no media type$/],
  ['a GET or HEAD whose body is required', /^a (GET|HEAD) is sent without a body, and its body is required$/],
  [
    'its path, filled in, is that of another',
    /^its path, filled in, is that of [A-Z]+ \/.*, which sends the same request$/s,
  ],
  ['no parameter describes a part of its path', /^no parameter describes \{(?<field>.*)\} of its path$/s],
  ['its path does not begin with a slash', /^its path does not begin with a slash$/],
  ['its method, trace, cannot be sent', /^its method, trace, cannot be sent$/],
]

export const kindNames = kinds.map(([kind]) => kind)

/** The kind of a reason; undefined for one that is of none, or names a media type that is none. */
export function kindOf(reason: string): string | undefined {
  const [kind, pattern] = kinds.find(([, each]) => each.test(reason)) ?? []
  const types = pattern?.exec(reason)?.groups?.types?.split(' or ') ?? []
  return types.length === 0 || types.some(type => /^[^\s/]+\/[^\s/]+/.test(type)) ? kind : undefined
}

/** The field that a reason names, without what it is in; undefined for a reason that is about none, or about the body. */
export function fieldIn(reason: string): string | undefined {
  const field = kinds.map(([, each]) => each.exec(reason)?.groups?.field).find(Boolean)
  return field === 'the body' ? undefined : field?.replace(/ in the body$/, '')
}
