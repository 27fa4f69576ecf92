/** Where code, documents and profiles are kept. With a port, such an address is a machine like others. */
const keepers =
  /^(?:https?:\/\/)?(?:[^/@]*@)?(?:(?:[\w-]+\.)*(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sr\.ht|dev\.azure\.com|instructure\.com|linkedin\.com|gradescope\.com|youtube\.com|youtu\.be|zoom\.us|notion\.so|dropbox\.com|figma\.com|(?:docs|drive|forms|classroom)\.google\.com|sharepoint\.com)|(?:git|github|gitlab|gitea|bitbucket)\.[\w.-]+)(?:\/|$)/i

/** A repository or a document: nothing that a course's calls are made to. */
export function isRepository(text: string): boolean {
  return keepers.test(text) || /^(git@|git:|ssh:)/i.test(text) || /^[^?#]*\.git\/?$/i.test(text)
}

function isEmail(text: string): boolean {
  return /^(mailto:)?[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/i.test(text)
}

/** A time of the day or of ISO 8601, which has a colon and digits as a host with a port has. */
function isTime(text: string): boolean {
  return /^\d{1,2}:\d\d/.test(text) || /^\d{4}-\d\d-\d\dT/.test(text)
}

/** The forms that hosts have, the plainest first. */
const forms: ((text: string) => boolean)[] = [
  // With a scheme and a port.
  text => /^https?:\/\/[^/?#]+:\d+(\/|$)/i.test(text),
  // With a port of two digits or more (`section:2` is none): `vcm-1:5000`, `:5000`, `[::1]:5000`, `user:password@vcm-1:5000`.
  text => /^([^\s@/]+@)?(\[[\da-f:.]+(%\w+)?\]|[\p{L}\p{N}_.-]*):\d{2,5}(\/|$)/iu.test(text) && isNamed(text),
  // With a scheme alone, or a path behind it.
  text => /^https?:\/\/[^/?#\s]+\/?$/i.test(text),
  text => /^https?:\/\/[^/?#\s]+\//i.test(text),
  // Numbers of IP, this machine, and names of three parts or more.
  text =>
    /^(\d{1,3}(\.\d{1,3}){3}|localhost)(\/|$)/i.test(text) ||
    isIPv6(text.replace(/^\[(.*?)\](\/.*)?$/s, '$1')) ||
    /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+\.\p{L}[\p{L}\p{N}-]+\.?(\/|$)/u.test(text),
  // Names of two parts; a person's login looks like that, too.
  text => /^[\p{L}\p{N}_-]+\.\p{L}[\p{L}\p{N}-]+(\/|$)/u.test(text),
  // Names with a number: those that say what they are of, then others.
  text => /^(vcm|vm|host|server|srv|node|ip|ec2)[-_]?\d/i.test(text),
  text => /^\p{L}[\p{L}\p{N}]*(-[\p{L}\p{N}]+)*-\d+$/u.test(text),
]

/** The likeness of a name that says what it is of, such as `vcm-1`. */
export const surelyNamed = 2

/** Likenesses from which on a text is an address, and more than a name with a number. */
export const addressLike = 3

/** From which on it is one beyond doubt. */
export const surelyAddress = 5

/** How much a text without blanks looks like a host: 8 most, 0 not at all, -1 if it is known to be something else. */
export function likeness(text: string): number {
  if (isRepository(text) || isEmail(text)) return -1
  const form = isTime(text) ? -1 : forms.findIndex(matches => matches(text))
  return form < 0 ? 0 : forms.length - form
}

/** Two numbers with a colon are a ratio or a time. */
function isNamed(text: string): boolean {
  return /\p{L}|\.\d+\.|^:|^\[/u.test(text)
}

function isIPv6(text: string): boolean {
  return (
    /^[\da-f]*:[\da-f.]*:[\da-f:.]*(%\w+)?$/i.test(text) &&
    URL.canParse(`http://[${text.replace(/%.*/, '')}]/`)
  )
}
