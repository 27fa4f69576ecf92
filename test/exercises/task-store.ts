import { Problem } from '../../src/http.ts'

type Task = { id: number; title: string; content: string; author: string; created: string }

/** All tasks, in the memory of this process: another worker has others, and a restart forgets them. */
const tasks = new Map<number, Task>()
let lastId = 0

/** @throws {Problem} if there is a task of this title: a 409. */
export function add(task: Pick<Task, 'title' | 'content' | 'author'>): Task {
  refuseTaken(task.title)
  lastId += 1
  const added = { ...task, id: lastId, created: new Date().toISOString() }
  tasks.set(lastId, added)
  return added
}

/** @throws {Problem} if there is no such task: a 404. */
export function find(id: number): Task {
  const task = tasks.get(id)
  if (task === undefined) throw new Problem(404, `There is no task ${id}.`)
  return task
}

/** The tasks whose title contains a text, the oldest first. */
export function search(part: string): Task[] {
  return [...tasks.values()].filter(({ title }) => title.includes(part))
}

/** @throws {Problem} if there is no such task, a 404, or another one of the new title, a 409. */
export function change(id: number, changes: Partial<Pick<Task, 'title' | 'content'>>): Task {
  const task = find(id)
  if (changes.title !== undefined && changes.title !== task.title) refuseTaken(changes.title)
  return Object.assign(task, changes)
}

/** @throws {Problem} if there is no such task: a 404. */
export function remove(id: number): null {
  tasks.delete(find(id).id)
  return null
}

function refuseTaken(title: string): void {
  const isTaken = [...tasks.values()].some(task => task.title === title)
  if (isTaken) throw new Problem(409, `There is a task called ${title}.`)
}
