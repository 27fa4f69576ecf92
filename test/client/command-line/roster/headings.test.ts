import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRoster } from '../../../../client/command-line/roster.ts'
import { read } from './read.ts'

const hosts = [
  'host',
  'Hostname',
  'VM Hostname',
  'Server Address',
  'IP',
  'IPv4',
  'IP-Adresse',
  'Server URL',
  'serverUrl',
  'vm_host',
  'Server (12345)',
  'Machine',
  'What is the address of your server?',
  'What is the address of your server? (e.g. vcm-1234.vm.duke.edu:5000)?',
]

for (const heading of hosts) {
  test(`"${heading}" heads the machines`, () => {
    assert.deepEqual(read(`Student,${heading},Section\nAda,alpha,A\nBob,,B`), ['alpha | Ada A', ' | Bob B'])
  })

  test(`"${heading}" alone heads the machines`, () => {
    assert.deepEqual(read(`${heading}\nalpha\nbeta`), ['alpha | ', 'beta | '])
  })
}

const aboveBareNames = [
  'VCM hostname',
  'vcm',
  'Server hostname (VCM)',
  'Virtual machine',
  'VM assigned',
  'Assigned machine',
  'Your VM (e.g. vcm-1234)',
  'Docker host',
  'EC2 instance',
  'Deployed URL',
  'Rechnername',
  'Serveradresse',
  "Nom d'hôte",
  'Duke VCM',
]

for (const heading of aboveBareNames) {
  test(`"${heading}" heads machines of bare names, in a column and alone`, () => {
    assert.deepEqual(read(`Name,${heading}\nAda,vcm-1\nBob,vcm-2`), ['vcm-1 | Ada', 'vcm-2 | Bob'])
    assert.deepEqual(read(`${heading}\nvcm-1\nvcm-2`), ['vcm-1 | ', 'vcm-2 | '])
    assert.deepEqual(read(`${heading}\nvcm-1 Ada\nvcm-2 Bob`), ['vcm-1 | Ada', 'vcm-2 | Bob'])
  })
}

const repositories =
  'Ada,https://github.com/ada/api,vcm-1.vm.duke.edu\nBob,https://gitlab.oit.duke.edu/bob/api,'
const left = [
  'vcm-1.vm.duke.edu | Ada https://github.com/ada/api',
  ' | Bob https://gitlab.oit.duke.edu/bob/api',
]

const files: [fact: string, file: string, machines: string[]][] = [
  ['a repository is no machine', repositories, left],
  ['a column of repositories is none of machines', `Name,GitHub URL,Server\n${repositories}`, left],
  ['a column of repositories may be headed like machines', `Name,URL,Where\n${repositories}`, left],
  [
    'a repository is no machine under a heading of machines',
    'name,host\nAda,git@github.com:ada/api.git',
    [' | Ada git@github.com:ada/api.git'],
  ],
  [
    'an e-mail address is no machine',
    'Ada,ada@duke.edu,vcm-1.duke.edu',
    ['vcm-1.duke.edu | Ada ada@duke.edu'],
  ],
  ['"Email Address" heads no machines', 'Email Address,Server\nada@duke.edu,alpha', ['alpha | ada@duke.edu']],
  [
    'a timestamp is no machine',
    'Timestamp,Server\n2026/03/09 2:02:12 PM GMT+1,alpha',
    ['alpha | 2026/03/09 2:02:12 PM GMT+1'],
  ],
  [
    'words below which hosts stand are headings',
    'Name,Please say where your API can be called\nAda,vcm-1:5000',
    ['vcm-1:5000 | Ada'],
  ],
  [
    'headings may be guessed from the names of others',
    'Student,Wo?\nAda,vcm-1:5000\nBob,vcm-2:5000',
    ['vcm-1:5000 | Ada', 'vcm-2:5000 | Bob'],
  ],
  ['a title may stand above the headings', 'CS 590,,\nname,host,\nAda,alpha,', ['alpha | Ada']],
  [
    'what a course is called may stand above the headings',
    'Course:,BME 547,\nTerm:,Spring 2024,\nPage:,https://lms.example.com/1,\nName,NetID,Server\nAda,al12,alpha',
    ['alpha | Ada al12'],
  ],
  [
    'titles of several lines may stand above the headings',
    'Servers of the class\nECE-590\nSpring 2024\nName,NetID,Server\nAda,al12,alpha',
    ['alpha | Ada al12'],
  ],
  ['headings need not say which column has the machines', 'Name,Where\nAda,vcm-1', ['vcm-1 | Ada']],
  ['a title may stand above a single column', 'Spring 2024\nHost\nvcm-1', ['vcm-1 | ']],
  ['a word between machines is no heading', 'alpha\nserver\nvcm-3', ['alpha | ', 'server | ', 'vcm-3 | ']],
  [
    'a team without a machine is no heading',
    'Team A,soon\nTeam B,vcm-2',
    ['soon | Team A', 'vcm-2 | Team B'],
  ],
  [
    'headings may span others',
    'Student,,Server,\nFirst,Last,Host,Port\nAda,L,10.0.0.1,81',
    ['10.0.0.1:81 | Ada L'],
  ],
  [
    'the headings above may say of what those below are',
    'Student,,Server,\nFirst,Last,Name,Port\nAda,L,alpha,81',
    ['alpha:81 | Ada L'],
  ],
  [
    'headings may come again in other cases, with empty cells behind',
    'name,host\nAda,alpha\nName,Host,\nBob,beta',
    ['alpha | Ada', 'beta | Bob'],
  ],
  [
    "Canvas's rows below the headings are no students",
    'Student Name,ID,Server,Final\n,,,Manual Posting\n    Points Possible,,100,(read only)\nAda,7,alpha,3',
    ['alpha | Ada 7 3'],
  ],
  ['headings may come again', 'name,host\nAda,alpha\nname,host\nBob,beta', ['alpha | Ada', 'beta | Bob']],
  [
    "Canvas's row of points is no student",
    'Student,ID,Server (12345)\n    Points Possible,,100\n"L, Ada",7,alpha',
    ['alpha | L, Ada 7'],
  ],
  [
    'a first row with a machine is no heading',
    'Server Team,vcm-1\nVM 3,vcm-2',
    ['vcm-1 | Server Team', 'vcm-2 | VM 3'],
  ],
  [
    'a label of heading words makes no heading of a line',
    'vcm-1 web server\nvcm-2 host',
    ['vcm-1 | web server', 'vcm-2 | host'],
  ],
  ['words may head columns that blanks divide', 'host port name\nalpha 5101 Ada', ['alpha:5101 | Ada']],
  [
    'of two columns of machines, the one with addresses counts',
    'Server,IP\nalpha,10.0.0.1',
    ['10.0.0.1 | alpha'],
  ],
  [
    'a host and a port may be in two columns',
    'host,port,name\nalpha,5101,Ada\nhttp://beta/,5102,Bob\n::1,5103,Cy',
    ['alpha:5101 | Ada', 'http://beta:5102/ | Bob', '[::1]:5103 | Cy'],
  ],
  [
    'a port within the host counts before that of the column',
    'host,port\nalpha:81,5101',
    ['alpha:81 | 5101'],
  ],
  ['a port without a host is no machine', 'name,host,Server Port\nAda,,5101', [' | Ada 5101']],
  ...['Website', 'URL', 'LinkedIn URL', 'Submission URL', 'Dropbox link'].map(
    (heading): [string, string, string[]] => [
      `a machine is called before what "${heading}" heads`,
      `Name,${heading},Server\nAda,http://127.0.0.9:21999/ada,alpha`,
      ['alpha | Ada http://127.0.0.9:21999/ada'],
    ],
  ),
  [
    'the page of a student without a machine is not called',
    'Name,Website,Server\nAda,http://ada.example.com/,\nBob,,alpha',
    [' | Ada http://ada.example.com/', 'alpha | Bob'],
  ],
  ['a website is called where nothing else can be', 'Name,Website\nAda,alpha', ['alpha | Ada']],
  [
    'of several columns of machines, the leftmost with an address counts, row by row',
    'Name,Public IP,Private IP,Port\nAda,10.0.0.1,10.0.0.2,81\nGrace,,10.0.0.3,81',
    ['10.0.0.1:81 | Ada 10.0.0.2', '10.0.0.3:81 | Grace'],
  ],
  [
    'a backup is called only where there is no other',
    'name,backup server,server\nAda,vcm-2,alpha\nBob,vcm-3,',
    ['alpha | Ada vcm-2', 'vcm-3 | Bob'],
  ],
  [
    'a port that cannot be read is a matter of its row alone',
    'host,port\nalpha,5101\nbeta,"5,006"\ngamma,5.104\ndelta,5001 or 5002\nepsilon,500O',
    ['alpha:5101 | ', 'beta:5,006 | ', 'gamma:5.104 | ', 'delta:5001_or_5002 | ', 'epsilon:500O | '],
  ],
  ['a port with a comma may be two cells', 'name,host,port\nAda,alpha,5,006', ['alpha:5,006 | Ada']],
  [
    'a port may have words around it',
    'host,port\nalpha,TCP 5001\nbeta,5001/tcp\ngamma,port: 5001',
    ['alpha:5001 | ', 'beta:5001 | ', 'gamma:5001 | '],
  ],
  [
    'what says that there is no port is none',
    'host,port\nalpha,-\nbeta,n/a\ngamma,?\ndelta,default\nepsilon,\nzeta,5101',
    ['alpha | ', 'beta | ', 'gamma | ', 'delta | ', 'epsilon | ', 'zeta:5101 | '],
  ],
  ['a column that only mentions ports has none', 'host,is the port open?\nalpha,yes', ['alpha | yes']],
  [
    'without headings, numbers behind all machines are their ports',
    'Ada,vcm-1,5104\nBob,10.0.0.2,21100\nCy,vcm-3,',
    ['vcm-1:5104 | Ada', '10.0.0.2:21100 | Bob', 'vcm-3 | Cy'],
  ],
  ['without headings, scores are no ports', 'vcm-1,80\nvcm-2,95', ['vcm-1 | 80', 'vcm-2 | 95']],
  ['without headings, a year is no port', 'vcm-1,2026,Ada', ['vcm-1 | 2026 Ada']],
  ['without headings, an id before a machine is no port', '5104,vcm-1', ['vcm-1 | 5104']],
  [
    'numbers beside machines that have ports are none',
    'vcm-1:5000,5104\nvcm-2,5105',
    ['vcm-1:5000 | 5104', 'vcm-2 | 5105'],
  ],
  ['"host:port" heads machines', 'name,Host:Port\nAda,alpha:81', ['alpha:81 | Ada']],
]

for (const [fact, file, machines] of files) {
  test(fact, () => assert.deepEqual(read(file), machines))
}

test('plain headings are not counted as skipped', () => {
  assert.equal(parseRoster('Name,VM Hostname\nAda,alpha').skipped.headings, 0)
})

test('titles above the headings, and the rows of headings but one, are counted', () => {
  const roster =
    'Course:,BME 547\nStudent,,Server,\nFirst,Last,Host,Port\n,,Manual Posting,\nAda,L,10.0.0.1,81'
  assert.equal(parseRoster(roster).skipped.headings, 3)
})

test('an answer that may be taken for a heading is counted', () => {
  const roster = 'Ada,my server is down?\nBob,vcm-2:5000\nCy,vcm-3:5000'
  assert.equal(parseRoster(roster).skipped.headings, 1)
})

test('headings above machines of which some are missing are not counted', () => {
  const roster = 'Nachname;Gruppe;Ihr Server (Adresse und Port)\nJ;1;vcm-1:5000\nB;2;\nC;3;'
  assert.equal(parseRoster(roster).skipped.headings, 0)
})

test('the name of a machine whose address is a repository stays in the label', () => {
  assert.deepEqual(read('Server Name,Server URL\nalpha,vcm-1:5000\nbeta,https://gitlab.com/b/c'), [
    'vcm-1:5000 | alpha',
    ' | beta https://gitlab.com/b/c',
  ])
})

test('headings that are guessed are counted', () => {
  assert.equal(parseRoster('Server Team,alpha\nVM 3,beta').skipped.headings, 1)
})
