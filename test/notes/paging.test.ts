/** A list longer than a page, and what is seen of it while it changes. */
import './own-database.ts'
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import supertest from 'supertest'
import { app } from '../../src/main.ts'
import { withDatabase } from './new-database.ts'
import { prepared } from './own-database.ts'

type Note = { id: number; title: string }

const api = supertest(app)
const first = Array.from({ length: 23 }, (_, index) => `page & ${index + 1}`)

before(async () => {
  await prepared
  if (withDatabase.skip === false) await add(first)
})

async function add(titles: string[]): Promise<Note[]> {
  const added: Note[] = []
  for (const title of titles) {
    const { status, body, text } = await api.post('/notes').send({ title, text: '' })
    assert.equal(status, 201, text)
    added.push(body)
  }
  return added
}

/** The pages from a path on, as the Link of each leads to the next. */
async function pagesFrom(path: string, between = async () => {}): Promise<Note[][]> {
  const pages: Note[][] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const { status, body, headers } = await api.get(next)
    assert.equal(status, 200)
    pages.push(body)
    next = /^<([^>]+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
    assert.equal(next === undefined, headers.link === undefined, headers.link)
    await between()
  }
  return pages
}

const titlesIn = (pages: Note[][]) => pages.flat().map(({ title }) => title)

test(
  'who follows every Link to the end sees each note once, in the order in which they were added',
  withDatabase,
  async () => {
    const pages = await pagesFrom('/notes?limit=5')
    assert.deepEqual(titlesIn(pages), first)
    assert.deepEqual(
      pages.map(({ length }) => length),
      [5, 5, 5, 5, 3],
    )
  },
)

test('a last page that is full has no Link', withDatabase, async () => {
  assert.deepEqual(
    (await pagesFrom('/notes?limit=23')).map(({ length }) => length),
    [23],
  )
})

test('a page has 20 notes unless it is told otherwise', withDatabase, async () => {
  assert.deepEqual(
    (await pagesFrom('/notes')).map(({ length }) => length),
    [20, 3],
  )
})

test('a Link keeps the filter and the limit', withDatabase, async () => {
  const pages = await pagesFrom(`/notes?limit=2&title=${encodeURIComponent('page & 1')}`)
  const wanted = first.filter(title => title.includes('page & 1'))
  assert.deepEqual(titlesIn(pages), wanted)
  assert.deepEqual(new Set(pages.slice(0, -1).map(({ length }) => length)), new Set([2]))
})

test('a page has 1 to 100 notes', withDatabase, async () => {
  const limits = ['0', '1', '100', '101', '-1', '2.5', 'x']
  const answers = await Promise.all(limits.map(limit => api.get('/notes').query({ limit })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [400, 200, 200, 400, 400, 400, 400],
  )
})

test('a page behind the last note is an empty one', withDatabase, async () => {
  const { status, body, headers } = await api.get('/notes?after=9007199254740991')
  assert.deepEqual([status, body, headers.link], [200, [], undefined])
})

test('while notes come and go, those that stay are seen once each', withDatabase, async () => {
  const staying = await add(Array.from({ length: 12 }, (_, index) => `moving, stays ${index}`))
  const leaving = await add(Array.from({ length: 6 }, (_, index) => `moving, leaves ${index}`))
  const late = await add(['moving, stays last'])
  let round = 0
  const pages = await pagesFrom('/notes?limit=3&title=moving', async () => {
    round += 1
    const gone = leaving.pop()
    if (gone !== undefined) await api.delete(`/notes/${gone.id}`)
    if (round <= 3) await add([`moving, new ${round}`])
    // One that was on a page already shifts all that follow, if pages were counted.
    if (round === 2) await api.delete(`/notes/${staying[0]?.id}`)
  })
  const seen = titlesIn(pages)
  assert.equal(new Set(seen).size, seen.length, 'a note was seen twice')
  const wanted = [...staying, ...late].map(({ title }) => title)
  assert.deepEqual(
    seen.filter(title => title.includes('stays')),
    wanted,
  )
})
