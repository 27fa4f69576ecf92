import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** Writes a file that lasts as long as the test, and gives its path. */
export async function temporaryFile(
  t: TestContext,
  name: string,
  text: string | Uint8Array,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'client-'))
  t.after(() => rm(folder, { recursive: true }))
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
