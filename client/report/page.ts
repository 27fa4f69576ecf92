/** A roster's grades as one HTML file: it opens from the disk, loads nothing and runs nothing. */
import type { Result } from '../call.ts'
import { openOutput } from '../command-line/output-file.ts'
import type { Grade, Host } from '../run/grade.ts'
import { keepAnswers } from './page/answers.ts'
import { bars } from './page/bars.ts'
import { commonFaults } from './page/common-faults.ts'
import { type About, head } from './page/head.ts'
import { html, sourceOf, styleElement } from './page/markup.ts'
import { style, styleHash } from './page/style.ts'
import { hostTable } from './page/table.ts'
import { columnsOf } from './roster-cells.ts'

export type RosterPage = {
  /** Told of each result as soon as it is there, of a host's in their order. */
  result: (host: Host, result: Result) => void
  /** Writes the page, of all hosts in the roster's order. */
  end: (grades: Grade[], about: About) => Promise<void>
}

/**
 * Begins the page of a roster.
 *
 * @throws {UsageError} if the file cannot be written
 */
export async function openPage(path: string): Promise<RosterPage> {
  const write = await openOutput(path)
  const answers = keepAnswers()
  return {
    result: answers.keep,
    end: (grades, about) => write(pageText(grades, about, answers.of)),
  }
}

function pageText(grades: Grade[], about: About, answersOf: ReturnType<typeof keepAnswers>['of']): string {
  const columns = columnsOf(about.calls)
  const passed = grades.filter(({ verdict }) => verdict === 'pass').length
  const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`
  return sourceOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${about.name}: ${passed} of ${grades.length} pass</title>
${styleElement(style)}
</head>
<body>
${head(grades, about)}
<main>
${bars(grades, columns)}
${commonFaults(grades)}
${hostTable(grades, columns, answersOf)}
</main>
</body>
</html>
`)
}
