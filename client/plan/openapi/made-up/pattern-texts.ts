import { createRequire } from 'node:module'
import type { AST } from '@eslint-community/regexpp'
import { once } from '../../../made-once.ts'

/** Few patterns need it. Planning waits for nothing, so import() is out. */
const parserModule = once(
  () =>
    createRequire(import.meta.url)('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp'),
)

/** How often what may be repeated for ever is, beyond once: the first text that is long enough counts. */
const repetitions = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256]

/** Nothing that may be left out is there: for a text that must be short. */
const leastOf = -1

/** Characters that are taken for a class, the plainest first; where it has none of them, the first of its ranges are. */
const plain = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. /:@+,=%~!$&()*;?#[]|{}<>^`\'"\\\t\n',
]

/** Characters of the longest text that is made. */
const longest = 65_536

/** What is chosen where there is a choice: the how many-th alternative and character, and how many repetitions. */
type Choice = { turn: number; more: number }

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
export function textsAfter(pattern: string, flags: 'u' | '', count: number, length: Length): string[] {
  const { RegExpParser } = parserModule()
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length, flags === 'u')
  // Alternatives and characters that differ may come to the same text, or to one that does not fit.
  const turns = Array.from({ length: 2 * count + 2 }, (_, turn) => turn)
  return turns.map(turn => fitting(more => textOf(alternatives, { turn, more }, flags), length))
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

function textOf(alternatives: AST.Alternative[], choice: Choice, flags: string): string {
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
      case 'ExpressionCharacterClass':
        return counted(characterOf(element, choice.turn, flags))
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
    return Array.from({ length: Math.min(times, longest) }, () => ofElement(element)).join('')
  }

  function counted(text: string): string {
    length += text.length
    if (length > longest) throw new RangeError(`Texts of this pattern are longer than ${longest} characters`)
    return text
  }

  return ofAlternatives(alternatives)
}

/** One of the characters that a class has: another one for each turn. */
function characterOf(
  set: AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass,
  turn: number,
  flags: string,
): string {
  const expression = new RegExp(`^(?:${set.raw})$`, flags)
  const found = plain.filter(character => expression.test(character))
  const others = set.type === 'CharacterClass' ? set.elements.flatMap(firstOf) : []
  const all = found.length > 0 ? found : others.filter(character => expression.test(character))
  return all[turn % all.length] ?? ''
}

function firstOf(element: AST.CharacterClass['elements'][number]): string[] {
  if (element.type === 'Character') return [String.fromCodePoint(element.value)]
  return element.type === 'CharacterClassRange' ? [String.fromCodePoint(element.min.value)] : []
}
