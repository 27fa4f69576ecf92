/** What heads a column of hosts, whatever else the heading says. */
const machineWords = words(
  'host hosts hostname hostnames fqdn server servers servername vm vms vcm vcms machine machines instance instances container droplet ' +
    'endpoint endpoints rechner maschine serveur serveurs servidor máquina maquina equipo hôte hote',
)

/** German writes several words as one: `Rechnername`, `Serveradresse`, `Webserver`. */
const compound =
  /^(rechner|server|host|maschinen?)(name|adresse|nummer|url|ip)n?$|^(web|api|test|linux)(server|host)$/

/** The same, but also of other things: where somebody lives. */
const addressWords = words('address addresses ip ips ipv domain dns adresse dirección')

const urlWords = words('url urls uri deployment')

/** Pages that somebody has, of which one may be the server's. */
const pageWords = words('link links site website webpage page lien enlace')

/** A heading with one of these is about something else, such as an address of e-mail. */
const otherWords = words(
  'mail email emails github gitlab bitbucket git repo repos repository code source commit home street postal mailing ' +
    'photo picture phone zoom password username user login version os date time timestamp linkedin submission submissions ' +
    'portfolio profile video demo document docs slides canvas moodle gradescope discord slack twitter blog resume cv',
)

/** Of two machines, one with such a word is the other one. */
const secondWords = words(
  'backup private internal intern local lan old previous former second secondary alternative alternate alt spare fallback',
)

/** What headings have besides. */
const plainWords = words(
  'a an the of your our my its is are what which where does do for and or to in on at by it that this with please enter type give ' +
    'full public external number no nr name names label labels student students team teams group section course class assignment ' +
    'project sis id ids netid e first last surname api rest web http https base port ports tcp service app running runs run listening ' +
    'grade score points note notes result status comment comments der die das deines ihres von und assigned deployed virtual docker ' +
    'cloud aws azure linux main primary root integration sortname matriculation nom prénom prenom nombre apellido vorname ' +
    'nachname gruppe étudiant estudiante de du la le l d del des lab instructor',
)

/** What heads hosts: a machine, its address, an URL that may be another's, or a page of which one may be a server. */
export type HostHeading = 'machine' | 'address' | 'url' | 'page'

/** Whether a column is headed as one of hosts. An address of something that is not known here, such as `Dropbox URL`, is a page. */
export function hostHeading(cell: string): HostHeading | undefined {
  const found = wordsOf(cell)
  if (found.some(word => otherWords.has(word)) || isPortHeading(cell)) return undefined
  if (found.some(word => machineWords.has(word) || compound.test(word))) return 'machine'
  const isAddress = found.some(word => addressWords.has(word))
  const isUrl = found.some(word => urlWords.has(word))
  if ((isAddress || isUrl) && (found.every(isKnown) || found.length > 3)) return isAddress ? 'address' : 'url'
  return isAddress || isUrl || found.some(word => pageWords.has(word)) ? 'page' : undefined
}

/** `Backup server`, `Private IP` */
export function isOfSecond(heading: string): boolean {
  return wordsOf(heading).some(word => secondWords.has(word))
}

/** Heads a column of ports, and not of hosts that have one. */
export function isPortHeading(cell: string): boolean {
  const found = wordsOf(cell)
  const hasHost = found.some(
    word => addressWords.has(word) || urlWords.has(word) || /^(host|hosts|hostname|fqdn)$/.test(word),
  )
  return !hasHost && found.some(word => word === 'port' || word === 'ports')
}

/** All of its words are those of headings, but for those in brackets, or it is a question, or it ends as Canvas heads an assignment: `Server (12345)`. */
export function readsAsHeading(cell: string): boolean {
  return /[?:]\s*$|\(\d+\)$/.test(cell) || consistsOfHeadingWords(cell.replace(/\(.*?\)/g, ''))
}

/** `student`, `Team name`, `Email Address`, `VM Hostname`, but not `Team 3` or `Team A` */
export function consistsOfHeadingWords(cell: string): boolean {
  const found = wordsOf(cell)
  const hasNumber = /\d/.test(cell.replace(/ipv[46]|ec2/gi, ''))
  return found.length > 0 && !hasNumber && found.every(isKnown) && found.at(-1) !== 'a'
}

/** In small letters and without numbers; `ServerURL` and `server_url` are two. */
function wordsOf(heading: string): string[] {
  const whole =
    heading
      .replace(/ipv[46]/gi, 'IP')
      .replace(/ec2/gi, 'cloud')
      .match(/\p{L}+/gu) ?? []
  return whole.flatMap(word => {
    if (isKnown(word.toLowerCase())) return word.toLowerCase()
    const parts = word.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    return parts.toLowerCase().split(' ')
  })
}

function isKnown(word: string): boolean {
  return compound.test(word) || known.some(list => list.has(word))
}

const known = [machineWords, addressWords, urlWords, pageWords, otherWords, secondWords, plainWords]

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
