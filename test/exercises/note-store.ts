import { Problem } from '../../src/http.ts'

type Note = { id: number; title: string; content: string; author: string; created: string }

/** All notes, in the memory of this process: another worker has others, and a restart forgets them. */
const notes = new Map<number, Note>()
let lastId = 0

/** @throws {Problem} if there is a note of this title: a 409. */
export function add(note: Pick<Note, 'title' | 'content' | 'author'>): Note {
  refuseTaken(note.title)
  lastId += 1
  const added = { ...note, id: lastId, created: new Date().toISOString() }
  notes.set(lastId, added)
  return added
}

/** @throws {Problem} if there is no such note: a 404. */
export function find(id: number): Note {
  const note = notes.get(id)
  if (note === undefined) throw new Problem(404, `There is no note ${id}.`)
  return note
}

/** The notes whose title contains a text, the oldest first. */
export function search(part: string): Note[] {
  return [...notes.values()].filter(({ title }) => title.includes(part))
}

/** @throws {Problem} if there is no such note, a 404, or another one of the new title, a 409. */
export function change(id: number, changes: Partial<Pick<Note, 'title' | 'content'>>): Note {
  const note = find(id)
  if (changes.title !== undefined && changes.title !== note.title) refuseTaken(changes.title)
  return Object.assign(note, changes)
}

/** @throws {Problem} if there is no such note: a 404. */
export function remove(id: number): null {
  notes.delete(find(id).id)
  return null
}

function refuseTaken(title: string): void {
  const isTaken = [...notes.values()].some(note => note.title === title)
  if (isTaken) throw new Problem(409, `There is a note called ${title}.`)
}
