type Place<Item> = { item: Item; index: number }

/**
 * What is there at the moment, in no order: the answers that are being made, say.
 *
 * It is no Set, because V8 replaces the table of a Set after so many deletions, and links the old one to the new one. Once a
 * major collection has moved a table among what is old, minor ones take it for alive, with all that was in the tables after
 * it: each request would be kept until the next major collection, and those would be many (V8 11.3 of Node 20 to 14.6 of
 * Node 26, findings/a-set-keeps-what-has-left-it.sh).
 */
export class Present<Item> {
  readonly #places: Place<Item>[] = []

  get size(): number {
    return this.#places.length
  }

  /** @returns what takes it out again; a second call does nothing. */
  add(item: Item): () => void {
    const places = this.#places
    const place = { item, index: places.length }
    places.push(place)
    return function leave() {
      if (places[place.index] !== place) return
      const last = places.pop() as Place<Item>
      if (last === place) return
      places[place.index] = last
      last.index = place.index
    }
  }

  /** As they are now, so that they may leave meanwhile. */
  items(): Item[] {
    return this.#places.map(({ item }) => item)
  }
}
