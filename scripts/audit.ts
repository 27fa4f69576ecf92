/**
 * `npm run audit`: asks the package registry whether a package that runs in production has a known vulnerability.
 *
 * Ends with 0 if none has one, with 1 if one has, and with 2 if the registry gave no answer: then nothing was checked.
 * `npm audit` itself ends with 1 in the last two cases.
 */
import { npm } from './npm-child.js'

interface Advisory {
  readonly title: string
  readonly url: string
  readonly severity: string
}

interface Report {
  /** Why there is no report, one or the other. */
  readonly message?: string
  readonly error?: { readonly summary?: string }
  readonly vulnerabilities?: Record<string, { readonly via: readonly (Advisory | string)[] }>
}

const audit = npm(['audit', '--omit=dev', '--json'])
const report = parse(audit.stdout)
if (!report.vulnerabilities) {
  const why = report.message ?? (report.error?.summary || audit.stderr.trim())
  console.error(`Not checked: the registry gave no answer about vulnerabilities (${why}).`)
  process.exit(2)
}

const found = Object.entries(report.vulnerabilities)
for (const [name, { via }] of found) {
  for (const cause of via) {
    if (typeof cause === 'string') console.log(`${name}: because it uses ${cause}`)
    else console.log(`${name}: ${cause.title} (${cause.severity}), ${cause.url}`)
  }
}
console.log(
  found.length === 0
    ? 'The registry knows of no vulnerability in the packages of production.'
    : '`npm audit fix` takes the versions that mend it, where there are some.',
)
process.exit(found.length === 0 ? 0 : 1)

function parse(text: string): Report {
  try {
    return JSON.parse(text)
  } catch {
    return { message: audit.error?.message ?? 'npm printed no report' }
  }
}
