/**
 * A script that asks the npm registry for an answer, before packages are installed. Without a network npm would try each of
 * some hundred packages again and again, for many minutes. Any answer will do: not every registry knows the question, and
 * that is an error with a status (E404). npm itself has no time limit for a connection.
 */
export const askRegistry = `answer=$(timeout 20 npm ping --fetch-retries=0 2>&1) || case $answer in *'code E'[0-9]*) ;; *) echo "$answer"; echo 'no answer of the npm registry'; exit 1 ;; esac`

/** A condition in Bash: whether the releases in two folders need different packages. */
export function hasOtherPackages(folder: string, before: string): string {
  const isSame = ['package.json', 'package-lock.json'].map(
    file => `cmp --silent ${folder}/${file} ${before}/${file}`,
  )
  return `! { ${isSame.join(' && ')}; }`
}
