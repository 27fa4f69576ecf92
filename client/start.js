// The one file that no Node has to be taught to read. From Node 22.18 on, TypeScript runs as it is, and what has been compiled
// once is kept: together that takes a third off the start. An older Node has tsx read it.
import module from 'node:module'

module.enableCompileCache?.()
if (!process.features.typescript) await import('tsx')
await import('./main.ts')
