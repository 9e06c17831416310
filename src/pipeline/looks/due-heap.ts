/** Something that is due at a moment, and knows its own place in the heap: that is how it leaves early. */
export type Due = {
  /** Milliseconds; changed only outside the heap. */
  dueAt: number
  /** Kept by the heap; -1 outside. */
  place: number
}

/** A binary heap with the earliest first: each step costs the logarithm of its size, also for leaving from the middle. */
export type DueHeap<Item extends Due> = {
  readonly first: () => Item | undefined
  readonly add: (item: Item) => void
  /** Takes it out, wherever it is; nothing happens when it is not there. */
  readonly remove: (item: Item) => void
}

export function createDueHeap<Item extends Due>(): DueHeap<Item> {
  const items: Item[] = []

  const put = (item: Item, place: number): void => {
    items[place] = item
    item.place = place
  }
  const rise = (item: Item, from: number): void => {
    let place = from
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = items[above]
      if (parent === undefined || parent.dueAt <= item.dueAt) break
      put(parent, place)
      place = above
    }
    put(item, place)
  }
  const sink = (item: Item, from: number): void => {
    let place = from
    for (;;) {
      const [left, right] = [items[2 * place + 1], items[2 * place + 2]]
      const child = right !== undefined && left !== undefined && right.dueAt < left.dueAt ? right : left
      if (child === undefined || child.dueAt >= item.dueAt) break
      const below = child.place
      put(child, place)
      place = below
    }
    put(item, place)
  }

  return {
    first: () => items[0],
    add: (item) => rise(item, items.length),
    remove(item) {
      const { place } = item
      if (items[place] !== item) return
      item.place = -1
      const last = items.pop()
      if (last === undefined || last === item) return
      rise(last, place)
      sink(last, last.place)
    },
  }
}
