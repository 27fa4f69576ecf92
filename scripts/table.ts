/** A table in Markdown, its heading first, with its columns aligned so that a terminal shows it as well. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0))) ?? []
  const rule = widths.map(width => '-'.repeat(width))
  const [heading = [], ...body] = lines
  return [heading, rule, ...body]
    .map(line => `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}
