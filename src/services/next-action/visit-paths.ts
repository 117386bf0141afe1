import { EDGE, SequenceBuilder, type SymbolSequences } from '../../compute/sequence/symbol-sequences.ts'
import type { Move } from '../../store/queries/events/read-moves.ts'

/** What can be predicted: the next action, and the category, product and search words that come next. */
export const PATH_PARTS = ['action', 'category', 'product', 'query'] as const
export type PathPart = (typeof PATH_PARTS)[number]

/** A longer silence ends a visit. */
export const VISIT_GAP_MS = 30 * 60_000
/** Of one customer at most so many of the latest moves are read: a machine that clicks on is not a habit. */
export const MOST_OWN_MOVES = 2000
/** Events by which a customer turns to a product, and the purchase itself. */
const TOUCHES: ReadonlySet<string> = new Set(['product_view', 'add_to_cart', 'favourite', 'click', 'rate', 'purchase'])
const LONGEST_QUERY = 80

/** Search words as they are counted: one spelling of width, case and spaces. */
export const foldQuery = (query: string): string =>
  query.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_QUERY)

type Emit = (part: PathPart, value: string | typeof EDGE, at: number) => void

/**
 * Walks one customer's moves, oldest first, and tells each part what comes: a value, or the edge between two visits (the
 * first thing told, and once between visits, however many went by without a value). A product counts once a visit: looking
 * at it, putting it in the cart and buying it are one turn to it.
 *
 * @param until - a visit that ended by then has told its last edge to `action`
 */
export function walkPath(moves: Iterable<Move>, until: number, emit: Emit): void {
  let last: number | null = null
  let touched = new Set<string>()
  let product: string | null = null
  const edgeDue = new Map<PathPart, number>()
  const tell = (part: PathPart, value: string, at: number): void => {
    const edge = edgeDue.get(part)
    if (edge !== undefined) emit(part, EDGE, edge)
    edgeDue.delete(part)
    emit(part, value, at)
  }
  for (const move of moves) {
    if (last === null || move.at - last > VISIT_GAP_MS) {
      const at = last === null ? move.at : last + VISIT_GAP_MS
      for (const part of PATH_PARTS) if (!edgeDue.has(part)) edgeDue.set(part, at)
      touched = new Set()
      product = null
    }
    last = move.at
    if (move.name !== 'purchase') tell('action', move.name, move.at)
    if (move.name === 'search' && move.query !== null) {
      const query = foldQuery(move.query)
      if (query !== '') tell('query', query, move.at)
    }
    if (!TOUCHES.has(move.name)) continue
    // Of a product without an id the category is known at best; the same one again is the same look.
    const thing = move.productId ?? move.category
    if (thing === null || thing === product || touched.has(thing)) continue
    touched.add(thing)
    product = thing
    if (move.category !== null && move.category !== '') tell('category', move.category, move.at)
    if (move.productId !== null) tell('product', move.productId, move.at)
  }
  if (last !== null && until - last > VISIT_GAP_MS && !edgeDue.has('action')) emit('action', EDGE, last + VISIT_GAP_MS)
}

/** Values of one part by their symbol: symbol s is `values[s - 1]`, 0 the edge. */
export interface Vocabulary {
  readonly values: readonly string[]
  readonly symbolOf: ReadonlyMap<string, number>
}

export const vocabularyOf = (values: readonly string[]): Vocabulary => ({
  values,
  symbolOf: new Map(values.map((value, i) => [value, i + 1])),
})

export interface PartPaths {
  readonly vocabulary: Vocabulary
  readonly sequences: SymbolSequences
  /** Values that were told, those beyond the vocabulary included. */
  readonly told: number
}

/** Largest vocabularies, and from how many different customers a value must come: search words of a few could name them. */
const LIMITS: Readonly<Record<PathPart, { readonly values: number; readonly customers: number }>> = {
  action: { values: 40, customers: 1 },
  category: { values: 300, customers: 1 },
  product: { values: 5000, customers: 2 },
  query: { values: 2000, customers: 5 },
}

interface Told {
  readonly values: Map<string, { times: number; customers: number; lastCustomer: number }>
  readonly ids: string[]
  /** Index into `ids`, -1 for the edge; with the instant, customer after customer. */
  readonly symbols: number[]
  readonly times: number[]
  readonly ends: number[]
  readonly idOf: Map<string, number>
}

/** The paths of all customers in every part, with the commonest values of each as its vocabulary. */
export function gatherPaths(moves: Iterable<Move>, until: number): Readonly<Record<PathPart, PartPaths>> {
  const told = Object.fromEntries(
    PATH_PARTS.map((part) => [
      part,
      { values: new Map(), ids: [], symbols: [], times: [], ends: [0], idOf: new Map() } satisfies Told,
    ]),
  ) as unknown as Record<PathPart, Told>
  let person = 0
  for (const own of byCustomer(moves)) {
    person += 1
    walkPath(own, until, (part, value, at) => {
      const { values, ids, symbols, times, idOf } = told[part]
      times.push(at)
      if (value === EDGE) {
        symbols.push(-1)
        return
      }
      let id = idOf.get(value)
      if (id === undefined) {
        id = ids.push(value) - 1
        idOf.set(value, id)
        values.set(value, { times: 0, customers: 0, lastCustomer: 0 })
      }
      symbols.push(id)
      const count = values.get(value)
      if (count === undefined) return
      count.times += 1
      if (count.lastCustomer !== person) count.customers += 1
      count.lastCustomer = person
    })
    for (const part of PATH_PARTS) told[part].ends.push(told[part].symbols.length)
  }
  return Object.fromEntries(PATH_PARTS.map((part) => [part, pack(told[part], LIMITS[part])])) as Record<
    PathPart,
    PartPaths
  >
}

function pack(
  { values, ids, symbols, times, ends }: Told,
  limits: { readonly values: number; readonly customers: number },
): PartPaths {
  const chosen = [...values]
    .filter(([, { customers }]) => customers >= limits.customers)
    .sort(([a, x], [b, y]) => y.times - x.times || (a < b ? -1 : 1))
    .slice(0, limits.values)
    .map(([value]) => value)
  const vocabulary = vocabularyOf(chosen)
  const builder = new SequenceBuilder()
  let count = 0
  for (let person = 0; person + 1 < ends.length; person++) {
    let edge: number | null = null
    for (let i = ends[person] as number; i < (ends[person + 1] as number); i++) {
      const id = symbols[i] as number
      if (id < 0) {
        edge ??= times[i] as number
        continue
      }
      count += 1
      const symbol = vocabulary.symbolOf.get(ids[id] as string)
      if (symbol === undefined) continue
      if (edge !== null) builder.add(EDGE, edge)
      edge = null
      builder.add(symbol, times[i] as number)
    }
    // The edge at the end of all tells that the last visit is over.
    if (edge !== null && count > 0) builder.add(EDGE, edge)
    builder.endPerson()
  }
  return { vocabulary, sequences: builder.finish(chosen.length + 1), told: count }
}

function* byCustomer(moves: Iterable<Move>): Generator<readonly Move[]> {
  let own: Move[] = []
  for (const move of moves) {
    if (own.length > 0 && own[0]?.customerId !== move.customerId) {
      yield own.slice(-MOST_OWN_MOVES)
      own = []
    }
    own.push(move)
    // Only the latest count; what came before is let go now and then, not one by one.
    if (own.length >= 4 * MOST_OWN_MOVES) own = own.slice(-MOST_OWN_MOVES)
  }
  if (own.length > 0) yield own.slice(-MOST_OWN_MOVES)
}
