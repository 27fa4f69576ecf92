import assert from 'node:assert/strict'

/** What load.lua reads. */
const readByTheLoad = 100

/** Adds the notes that are going to be read, whose ids count from 1, and makes sure of what is answered for them and for others. */
export async function checkNotes(port: number, isChecked: boolean): Promise<void> {
  const call = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}/notes${path}`, init)
  const add = (note: object) =>
    call('', { method: 'POST', body: JSON.stringify(note), headers: { 'content-type': 'application/json' } })
  const text = 'What a note says, which is not much. '.repeat(5)

  for (let id = 1; id <= readByTheLoad; id++) {
    const title = `The note ${id}`
    const answer = await add({ title, text })
    assert.equal(answer.status, 201)
    assert.equal(answer.headers.get('location'), `/notes/${id}`)
    const { created, ...note } = (await answer.json()) as Record<string, unknown>
    assert.deepEqual(note, { id, title, text })
    assert.match(String(created), /^\d{4}-\d\d-\d\dT/)
    assert.deepEqual(await (await call(`/${id}`)).json(), { ...note, created })
  }
  assert.equal((await call('/0')).status, 404)
  assert.equal((await add({ title: 'The note 1', text: '' })).status, 409)
  if (!isChecked) return
  assert.equal((await add({ title: '', text })).status, 400)
  assert.equal((await add({ title: 'x' })).status, 400)
  assert.equal((await call('/one')).status, 400)
}
