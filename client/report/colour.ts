import { styleText } from 'node:util'

type Colour = 'green' | 'red' | 'yellow' | 'dim'

/** Colours a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string

/** Colour only for a person at a terminal; NO_COLOR (https://no-color.org) and FORCE_COLOR decide otherwise. */
export function paintFor(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  return wantsColour(stream, environment)
    ? (colour, text) => styleText(colour, text, { validateStream: false })
    : (_colour, text) => text
}

function wantsColour(
  stream: { isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv,
): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return stream.isTTY === true && TERM !== 'dumb'
}
