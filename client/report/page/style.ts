import { createHash } from 'node:crypto'

/** The page's style sheet. It is text in a module because the compiler copies no other files. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#ccc, #555); --good: light-dark(#116329, #6bd68a);
  --bad: light-dark(#a40e26, #ff9a9a); --soft: light-dark(#f3f3f3, #262626) }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-inline-size: 90rem;
  overflow-wrap: anywhere; background: light-dark(#fff, #161616); color: light-dark(#1a1a1a, #eee) }
h1 { font-size: 1.5rem; margin: 0 }
h2, caption { font-size: 1.1rem; font-weight: bold; text-align: start; margin: 0; padding-block: .5rem }
section, .bars, .scroll { margin-block-end: 1.5rem }
ul, ol { padding: 0; margin: 0; list-style: none }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem .8rem; margin-block: .5rem }
dt { font-weight: bold }
dd, p { margin: 0 }
table { border-collapse: collapse; overflow-wrap: break-word }
th, td { text-align: start; vertical-align: top; padding: .3rem .8rem .3rem 0; border-block-end: 1px solid var(--line) }
.counts, .hosts { display: flex; flex-wrap: wrap; gap: .2rem 1rem }
.counts { font-size: 1.2rem }
.good { color: var(--good) }
.bad { color: var(--bad) }
.bars { inline-size: 100%; max-inline-size: 40rem }
.bars th:first-child { min-inline-size: 7.5rem }
.bars td:nth-child(2) { inline-size: 45% }
.bars td:last-child, .all thead th { white-space: nowrap }
meter { inline-size: 100% }
.groups > li { padding-block: .5rem; border-block-start: 1px solid var(--line) }
.hint { font-style: italic }
.scroll { overflow-x: auto }
.all { inline-size: 100% }
.all th[scope=row] { font-weight: bold; min-inline-size: 8rem; max-inline-size: 16rem; overflow-wrap: anywhere }
.all th .host { display: block; font-weight: normal; font-size: .9rem }
.all tr:target { background: var(--soft) }
.note { min-inline-size: 22rem; overflow-wrap: anywhere }
summary { cursor: pointer; white-space: nowrap; text-decoration: underline dotted }
a, summary { color: inherit }
:focus-visible { outline: 2px solid; outline-offset: 2px }
.call { inline-size: min(30rem, 75vw); padding: .5rem; background: var(--soft);
  color: light-dark(#1a1a1a, #eee); font-size: .9rem }
.call dd { font-family: ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
@media print { :root { color-scheme: light } body { padding: 0; max-inline-size: none }
  .scroll { overflow: visible } tr, .groups > li { break-inside: avoid } meter { print-color-adjust: exact } }
`

/** By which the page's policy allows this style sheet and no other. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`
