/** What heads a column of hosts, whatever else the heading says. */
const machineWords = words(
  'host hosts hostname hostnames fqdn server servers servername vm vms machine machines endpoint rechner serveur servidor',
)

/** The same, but also of other things: where somebody lives, a link to a photo. */
const addressWords = words(
  'address addresses url urls uri ip ips ipv link links site website domain dns adresse dirección',
)

/** A heading with one of these is about something else, such as an address of e-mail. */
const otherWords = words(
  'mail email emails github gitlab bitbucket git repo repos repository code source commit home street postal mailing ' +
    'photo picture phone zoom password username user login version os date time timestamp',
)

/** What headings have besides. */
const plainWords = words(
  'a an the of your our my its is are what which where does do for and or to in on at by it that this with please enter type give ' +
    'full public external number no nr name names label labels student students team teams group section course class assignment ' +
    'project sis id ids netid e first last surname api rest web http https base port ports tcp service app running runs listening ' +
    'grade score points note notes result status comment comments der die das deines ihres von und',
)

/** Whether a column is headed as one of hosts; `address` may be of other things, too. */
export function hostHeading(cell: string): 'machine' | 'address' | undefined {
  const found = wordsOf(cell)
  if (found.some(word => otherWords.has(word)) || isPortHeading(cell)) return undefined
  if (found.some(word => machineWords.has(word))) return 'machine'
  return found.some(word => addressWords.has(word)) ? 'address' : undefined
}

/** Heads a column of ports, and not of hosts that have one. */
export function isPortHeading(cell: string): boolean {
  const found = wordsOf(cell)
  const hasHost = found.some(word => addressWords.has(word) || /^(host|hosts|hostname|fqdn)$/.test(word))
  return !hasHost && found.some(word => word === 'port' || word === 'ports')
}

/** All of its words are those of headings, or it is a question, or it ends as Canvas heads an assignment: `Server (12345)`. */
export function readsAsHeading(cell: string): boolean {
  return /[?:]\s*$|\(\d+\)$/.test(cell) || consistsOfHeadingWords(cell)
}

/** `student`, `Team name`, `Email Address`, `VM Hostname`, but not `Team 3` */
export function consistsOfHeadingWords(cell: string): boolean {
  const found = wordsOf(cell)
  const hasNumber = /\d/.test(cell.replace(/ipv[46]/gi, ''))
  return found.length > 0 && !hasNumber && found.every(isKnown)
}

/** In small letters and without numbers; `ServerURL` and `server_url` are two. */
function wordsOf(heading: string): string[] {
  const whole = heading.replace(/ipv[46]/gi, 'IP').match(/\p{L}+/gu) ?? []
  return whole.flatMap(word => {
    if (isKnown(word.toLowerCase())) return word.toLowerCase()
    const parts = word.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    return parts.toLowerCase().split(' ')
  })
}

function isKnown(word: string): boolean {
  return [machineWords, addressWords, otherWords, plainWords].some(known => known.has(word))
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
