/** Problems of one call that are described: nobody reads more, and each may take as long as the answer is. */
const most = 20

/** The first problems in words, and how many more there are. */
export function described(problems: (() => string)[]): string[] {
  return limited(problems).map(problem => (typeof problem === 'string' ? problem : problem()))
}

/** The first of some lines, and behind them how many more there are. */
export function limited<Line>(lines: Line[]): (Line | string)[] {
  return lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : lines
}
