import type { Plan } from './files.ts'
import type { Template } from './template.ts'
import { textAt } from './tree.ts'

type Json = { [key: string]: Json | unknown }

/** The parts of package.json that belong to the template's machinery; the name, the version and the others are yours. */
const shared = [
  'scripts',
  'imports',
  'engines',
  'dependencies',
  'devDependencies',
  'allowScripts',
  'knip',
  'template',
]
const packages = ['dependencies', 'devDependencies', 'engines']

/** Adds package.json, key by key, and package-lock.json to what an upgrade writes. */
export function addManifests(plan: Plan, { base, commit, version, url }: Template): void {
  const manifests = [base, 'HEAD', commit].map(at => JSON.parse(textAt(at, 'package.json') ?? '{}') as Json)
  const [old, own, next] = manifests as [Json, Json, Json]
  const merged = { ...own }
  for (const key of shared) {
    const value = mergeKeys([old[key], own[key], next[key]], [key], plan.notes)
    if (value === undefined) delete merged[key]
    else merged[key] = value
  }
  merged.template = { ...(merged.template as Json), version, repository: url }
  write(plan, 'package.json', merged)
  plan.hasNewPackages = packages.some(key => JSON.stringify(merged[key]) !== JSON.stringify(own[key]))
  addLock(plan, merged, { base, commit })
}

/** Your own change wins over the template's, and a note says so. In objects, each key is decided by itself. */
function mergeKeys([old, own, next]: [unknown, unknown, unknown], path: string[], notes: string[]): unknown {
  if (isSame(old, next) || isSame(own, next)) return own
  if (isSame(own, old)) return next
  if (isObject(own) && isObject(next)) {
    const before = isObject(old) ? old : {}
    const keys = [...new Set([...Object.keys(own), ...Object.keys(next)])]
    const merged = keys.map(key => [
      key,
      mergeKeys([before[key], own[key], next[key]], [...path, key], notes),
    ])
    const kept = merged.filter(([, value]) => value !== undefined)
    return Object.fromEntries(
      path[0] === 'scripts' ? kept : kept.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    )
  }
  notes.push(
    `${path.join('.')} in package.json is yours; the template has ${JSON.stringify(next) ?? 'removed it'}`,
  )
  return own
}

/** Takes the template's lock if this copy has added nothing to it. Otherwise yours stays, and `npm install` completes it. */
function addLock(plan: Plan, manifest: Json, { base, commit }: { base: string; commit: string }): void {
  const texts = [base, 'HEAD', commit].map(at => textAt(at, 'package-lock.json'))
  const [old, own, next] = texts.map(text => named(text, manifest))
  if (next === undefined || own === undefined || isSame(next, own) || isSame(next, old)) return
  plan.hasNewPackages = true
  if (isSame(own, old)) write(plan, 'package-lock.json', next)
}

/** A lock under the name and the version of this copy, by which it is compared. */
function named(lock: string | undefined, { name, version }: Json): Json | undefined {
  if (lock === undefined) return undefined
  const content = JSON.parse(lock)
  const root = { ...content.packages?.[''], name, version }
  return { ...content, name, version, packages: { ...content.packages, '': root } }
}

function write({ writes }: Plan, path: string, content: Json): void {
  writes.set(path, { content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`), executable: false })
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
