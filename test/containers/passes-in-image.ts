import assert from 'node:assert/strict'
import type { newProject } from './docker.ts'

/** Runs tests in their image, and fails unless some pass and none fails. @param command in place of the image's own */
export async function passesInImage(
  project: Awaited<ReturnType<typeof newProject>>,
  command: string[],
): Promise<void> {
  const { code, stdout, stderr } = await project.compose('run', '--rm', '--build', 'test', ...command)
  const failures = stdout.slice(stdout.indexOf('✖ failing tests'))
  assert.equal(code, 0, failures + stderr)
  assert.match(stdout, /^ℹ pass [1-9]\d*$/m)
  assert.match(stdout, /^ℹ fail 0$/m)
}
