/** A table in Markdown. The first line is its heading; the columns are aligned, so that it can be read in a terminal, too. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0))) ?? []
  const rule = widths.map(width => '-'.repeat(width))
  const [heading = [], ...body] = lines
  return [heading, rule, ...body]
    .map(line => `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}
