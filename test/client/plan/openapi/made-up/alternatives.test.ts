import { invented, makes, none } from './makes.ts'

const whole = (rest: Record<string, unknown>) => ({ type: 'integer', ...rest })
const text = (rest: Record<string, unknown>) => ({ type: 'string', ...rest })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const impossible = text({ pattern: '^q(?!x)x$' })
const named = (mapping?: unknown) => ({ propertyName: 'kind', mapping })

const schemas = {
  Cat: { type: 'object', properties: { kind: text({}) } },
  Dog: { type: 'object', properties: { kind: text({ enum: ['hound'] }) } },
  Cow: { type: 'object', properties: { kind: { const: 'bull' } } },
  Eel: { type: 'object' },
}

makes(
  [
    ['anyOf beside oneOf holds as well', { oneOf: [whole({})], anyOf: [{ minimum: 5 }] }, invented(5)],
    ['what stands beside the alternatives holds as well', { anyOf: [whole({})], minimum: 5 }, invented(5)],
    ['alternatives that are none have no value', { oneOf: [] }, none('it has no alternatives')],
    [
      'of alternatives without a value the first is the reason',
      { anyOf: [impossible, whole({ minimum: 3, maximum: 2 })] },
      none('its pattern'),
    ],
    [
      'a value of two alternatives is refused for that, though another has none',
      { oneOf: [{ pattern: '^q(?!x)x$' }, { enum: [1] }, { enum: [1] }] },
      none('its oneOf'),
    ],
    [
      'each of several values is of one alternative alone',
      { type: 'array', items: { oneOf: [whole({}), { type: 'number' }] }, uniqueItems: true, minItems: 2 },
      invented([1.5, 2.5]),
    ],
    [
      'a text of an unknown format comes behind the others',
      { anyOf: [text({ format: 'pin' }), whole({})] },
      invented(1),
    ],
    ['so does one that stands for a number', { anyOf: [text({ format: 'int64' }), whole({})] }, invented(1)],
    ['an integer does not', { anyOf: [whole({ format: 'int64' }), { type: 'boolean' }] }, invented(1)],
    ['and for one without a sign', { anyOf: [text({ format: 'uint' }), whole({})] }, invented(1)],
    ['a text without a format does not', { anyOf: [text({}), whole({})] }, invented('string')],
    ['null comes last', { anyOf: [{ type: 'null' }, text({ format: 'pin' })] }, invented('string')],
    [
      'a discriminator has the name of the schema',
      { discriminator: named(), oneOf: [ref('Cat')] },
      invented({ kind: 'Cat' }),
    ],
    [
      'or the one that a mapping gives to its reference',
      { discriminator: named({ dog: 'Dog', cat: ref('Cat').$ref }), oneOf: [ref('Cat')] },
      invented({ kind: 'cat' }),
    ],
    [
      'or to its name',
      { discriminator: named({ dog: 'Dog', cat: 'Cat' }), oneOf: [ref('Cat')] },
      invented({ kind: 'cat' }),
    ],
    [
      'where the schema lists the names, one of those',
      { discriminator: named(), oneOf: [ref('Dog')] },
      invented({}),
    ],
    ['or has one itself, that one', { discriminator: named(), oneOf: [ref('Cow')] }, invented({})],
    [
      'a schema that says nothing of the property has its name',
      { discriminator: named(), oneOf: [ref('Eel')] },
      invented({ kind: 'Eel' }),
    ],
    [
      'an alternative without a name has none there',
      { discriminator: named(), oneOf: [{ type: 'object' }] },
      invented({}),
    ],
    [
      'a discriminator without a property says nothing',
      { discriminator: {}, oneOf: [ref('Cat')] },
      invented({}),
    ],
  ],
  { components: { schemas } },
)
