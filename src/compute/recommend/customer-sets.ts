import type { Interactions } from './interactions.ts'

/** Rows without repeats: the members of row r are at positions starts[r] to starts[r + 1]. */
export interface SetRows {
  readonly rows: number
  readonly starts: Int32Array
  readonly members: Int32Array
}

/** The different items of each customer, in the order in which they first came. Time and memory O(events + items). */
export function itemsOfCustomers({ customers, items, starts, itemIds }: Interactions): SetRows {
  const last = new Int32Array(items).fill(-1)
  const setStarts = new Int32Array(customers + 1)
  const members = new Int32Array(itemIds.length)
  let at = 0
  for (let c = 0; c < customers; c++) {
    for (let e = starts[c] as number; e < (starts[c + 1] as number); e++) {
      const item = itemIds[e] as number
      if (last[item] === c) continue
      last[item] = c
      members[at] = item
      at += 1
    }
    setStarts[c + 1] = at
  }
  return { rows: customers, starts: setStarts, members: members.slice(0, at) }
}

/** The same pairs the other way round: the rows that hold each of `columns` members, ascending. Time O(pairs). */
export function transposeSets({ rows, starts, members }: SetRows, columns: number): SetRows {
  const turned = new Int32Array(columns + 1)
  for (const member of members) turned[member + 1] = (turned[member + 1] as number) + 1
  for (let c = 0; c < columns; c++) turned[c + 1] = (turned[c + 1] as number) + (turned[c] as number)
  const next = turned.slice()
  const filled = new Int32Array(members.length)
  for (let r = 0; r < rows; r++) {
    for (let at = starts[r] as number; at < (starts[r + 1] as number); at++) {
      const column = members[at] as number
      const place = next[column] as number
      filled[place] = r
      next[column] = place + 1
    }
  }
  return { rows: columns, starts: turned, members: filled }
}
