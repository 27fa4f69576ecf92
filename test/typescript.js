// A test file is a process of its own, and takes longer to load than to run. From Node 22.18 on, TypeScript runs as it is, and
// what has been compiled once is kept: together a quarter less. An older Node has tsx read it.
import module from 'node:module'

module.enableCompileCache?.()
if (!process.features.typescript) await import('tsx')
