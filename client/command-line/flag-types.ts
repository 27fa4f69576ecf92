/** The parts of --help: what is called, how it is asked, what is printed of it. */
export type Part = 'called' | 'asked' | 'printed'

type Named = {
  /** What is typed after the two dashes, where that is not the table's key. */
  readonly long?: string
  readonly short?: string
  /** Where --help lists the flag; it leaves out one without a part, which its first lines explain. */
  readonly part?: Part
  /** `{default}` and `{bare}` stand for the texts of those names. */
  readonly help?: string
}

/** A flag without a value: false unless given. */
export type Switch = Named & {
  readonly value?: undefined
  /** It names an output format, of which one at most can be asked for. */
  readonly isFormat?: true
}

export type FlagWithValue<Value> = Named & {
  /** Stands for the value in --help. */
  readonly value: string
  readonly repeats?: boolean
  /** It holds credentials: a message about a wrong value does not show the value. */
  readonly isSecret?: true
  /** The text that is read if the flag is not given; without one, the value is undefined, or an empty list. */
  readonly default?: string
  /** The text that is read if the flag is given without a value, which no other flag can be. */
  readonly bare?: string
  /** Turns the text into the value; throws an Error that says what the flag takes. */
  readonly parse: (text: string) => Value
}

export type Flag = Switch | FlagWithValue<unknown>

/** What is typed after the two dashes. */
export function longName(key: string, { long }: Flag): string {
  return long ?? key
}

export function text(given: string): string {
  return given
}

/** A file to be written; standard output has the table. */
export function outputFile(given: string): string {
  return given === '' || given === '-' ? refuse('takes the name of a file') : given
}

/** Seconds, decimals allowed, up to a day. */
export function seconds(given: string): number {
  const number = Number(given)
  const valid = given.trim() !== '' && number > 0 && number <= 86_400
  return valid ? number : refuse('takes a number of seconds')
}

export function count(given: string): number {
  return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : refuse('takes a whole number from 1')
}

function refuse(why: string): never {
  throw new Error(why)
}
