import type { AST } from '@eslint-community/regexpp'
import { loadedOnce } from '../../../made-once.ts'
import { longestText } from './made.ts'

/** Few patterns need it. */
const parserModule = loadedOnce<typeof import('@eslint-community/regexpp')>('@eslint-community/regexpp')

/** How often what may be repeated for ever is, beyond once: the first text that is long enough counts. */
const repetitions = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256]

/** Nothing that may be left out is there: for a text that must be short. */
const leastOf = -1

/** Characters that are taken for a class, the plainest first; where it has none of them, the first of its ranges are. */
const plain = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. /:@+,=%~!$&()*;?#[]|{}<>^`\'"\\\t\n',
]

/** What is chosen where there is a choice: the how many-th alternative and character, and how many repetitions. */
type Choice = { turn: number; more: number }

type CharacterSet = AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass

/** Characters that a text must have, and may have. */
type Length = { least: number; most: number }

/**
 * Texts that are made after a regular expression of ECMAScript. What it says by looking around is not followed, and not every
 * length is found, so each is still to be tried.
 *
 * @param count how many different ones are wanted; there may be fewer
 * @throws {SyntaxError} if it is none
 * @throws {RangeError} if only longer texts match than any that is made, or it is nested too deeply
 */
export function* textsAfter(
  pattern: string,
  flags: 'u' | '',
  count: number,
  length: Length,
): Generator<string> {
  const { RegExpParser } = parserModule()
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length, flags === 'u')
  const charactersOf = rememberCharacters(flags)
  // Alternatives and characters that differ may come to the same text, or to one that does not fit.
  for (let turn = 0; turn < 2 * count + 2; turn += 1)
    yield fitting(more => textOf(alternatives, { turn, more }, charactersOf), length)
}

function fitting(make: (more: number) => string, { least, most }: Length): string {
  let text = make(0)
  if (text.length > most) return make(leastOf)
  for (const more of repetitions) {
    text = make(more)
    if (text.length >= least) break
  }
  return text
}

function textOf(
  alternatives: AST.Alternative[],
  choice: Choice,
  charactersOf: (set: CharacterSet) => string[],
): string {
  const groups = new Map<AST.Node, string>()
  let length = 0

  function ofAlternatives(alternatives: AST.Alternative[]): string {
    const { elements = [] } = alternatives[choice.turn % alternatives.length] ?? {}
    return elements.map(ofElement).join('')
  }

  function ofElement(element: AST.Element): string {
    switch (element.type) {
      case 'Character':
        return counted(String.fromCodePoint(element.value))
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass': {
        const characters = charactersOf(element)
        return counted(characters[choice.turn % characters.length] ?? '')
      }
      case 'Quantifier':
        return repeated(element)
      case 'Group':
        return ofAlternatives(element.alternatives)
      case 'CapturingGroup': {
        const text = ofAlternatives(element.alternatives)
        groups.set(element, text)
        return text
      }
      case 'Backreference':
        return [element.resolved]
          .flat()
          .map(group => groups.get(group) ?? '')
          .join('')
      case 'Assertion':
        return ''
    }
  }

  function repeated({ element, min, max }: AST.Quantifier): string {
    const times = choice.more === leastOf ? min : Math.min(max, Math.max(min, 1) + choice.more)
    return Array.from({ length: Math.min(times, longestText) }, () => ofElement(element)).join('')
  }

  function counted(text: string): string {
    length += text.length
    if (length > longestText)
      throw new RangeError(`Texts of this pattern are longer than ${longestText} characters`)
    return text
  }

  return ofAlternatives(alternatives)
}

/** Some of the characters that a class has. A class is often repeated, and its like stands elsewhere. */
function rememberCharacters(flags: string): (set: CharacterSet) => string[] {
  const known = new Map<string, string[]>()
  return set => {
    const found = known.get(set.raw) ?? charactersIn(set, flags)
    known.set(set.raw, found)
    return found
  }
}

function charactersIn(set: CharacterSet, flags: string): string[] {
  const expression = new RegExp(`^(?:${set.raw})$`, flags)
  const found = plain.filter(character => expression.test(character))
  const others = set.type === 'CharacterClass' ? set.elements.flatMap(firstOf) : []
  return found.length > 0 ? found : others.filter(character => expression.test(character))
}

function firstOf(element: AST.CharacterClass['elements'][number]): string[] {
  if (element.type === 'Character') return [String.fromCodePoint(element.value)]
  return element.type === 'CharacterClassRange' ? [String.fromCodePoint(element.min.value)] : []
}
