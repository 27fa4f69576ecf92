/**
 * The service's own settings and secrets on a VM: in the runner's folder `env/ID`, a file that only the user may read; a link
 * `env/current` says which one is used. ID is the release that they came with. It stands in the settings of what runs, where
 * a hash of the content would let short secrets be guessed.
 */
import { fromLines, toLines, type Variables } from './env-file.ts'
import { type Runner, within } from './runner.ts'
import type { Vm } from './ssh.ts'

/** The folder of an environment among a runner's own. */
const folder = 'env'

/**
 * Puts the variables on the VM, unless those that are used are the same, and returns the ID of what the release is to have:
 * empty if there are none. They travel on stdin, as a command line is for everybody to read.
 *
 * @param variables undefined keeps what is there
 */
export async function placeEnvironment(
  vm: Vm,
  runner: Runner,
  id: string,
  variables?: Variables,
): Promise<string> {
  const { run } = within(vm, runner.folder)
  const current = `readlink ${folder}/current || true`
  if (!variables) return (await run(current)).trim()
  const place = `
    umask 077
    mkdir -p ${folder}
    trap 'rm -f ${folder}/${id}.part' EXIT
    cat > ${folder}/${id}.part
    if cmp --silent ${folder}/${id}.part ${folder}/current; then ${current}; exit; fi
    mv ${folder}/${id}.part ${folder}/${id}
    echo ${id}`
  return (await run(place, toLines(variables))).trim()
}

/** The variables that are used on the VM, for the sake of what must not be shown. */
export async function usedVariables(vm: Vm, runner: Runner): Promise<Variables> {
  const lines = await within(vm, runner.folder).run(`cat ${folder}/current 2> /dev/null || true`)
  return fromLines(lines)
}

/** Removes every environment from the VM but the one that is used. */
export async function tidyEnvironments(vm: Vm, runner: Runner): Promise<void> {
  await within(vm, runner.folder).run(`
    for old in ${folder}/*; do
      [ ! -f "$old" ] || [ "$old" -ef ${folder}/current ] || rm -f "$old"
    done`)
}

export function environmentFile(id: string): string {
  return `${folder}/${id}`
}

/** A script that makes an environment the one that is used, in one step; none if the ID is empty. */
export function switchEnvironment(id: string): string {
  if (id === '') return `rm -f ${folder}/current`
  return `ln -sfn ${id} ${folder}/next; mv -fT ${folder}/next ${folder}/current`
}
