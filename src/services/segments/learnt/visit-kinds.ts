import type { PackedSequences } from '../../../compute/sequence/fit-hidden-markov.ts'
import { MS_PER_DAY } from '../../../lib/time-zone.ts'
import type { Move } from '../../../store/queries/events/read-moves.ts'

/** What became of a visit, from nothing to a purchase; `away` stands for a month without a visit. */
export const VISIT_KINDS = ['glance', 'look', 'search', 'favourite', 'cart', 'checkout', 'buy', 'away'] as const
export type VisitKind = (typeof VISIT_KINDS)[number]

/** What somebody is called whose visits are mostly of a kind. */
export const STATE_OF_KIND: Readonly<Record<VisitKind, string>> = {
  glance: 'state_glancing',
  look: 'state_looking',
  search: 'state_searching',
  favourite: 'state_marking',
  cart: 'state_carting',
  checkout: 'state_at_checkout',
  buy: 'state_buying',
  away: 'state_away',
}

const VISIT_GAP_MS = 30 * 60_000
const AWAY_MS = 30 * MS_PER_DAY
/** Months of silence that are told apart. */
const MOST_AWAY = 12
/** Of each customer the latest visits and silences count. */
const MOST_VISITS = 200

/** From the strongest on: a visit is called after the strongest thing done in it. */
const STRONGEST: readonly (readonly [string, VisitKind])[] = [
  ['purchase', 'buy'],
  ['pay', 'buy'],
  ['checkout', 'checkout'],
  ['add_to_cart', 'cart'],
  ['favourite', 'favourite'],
  ['share', 'favourite'],
  ['search', 'search'],
  ['product_view', 'look'],
  ['product_list', 'look'],
  ['click', 'look'],
]
const strengthOf = new Map(STRONGEST.map(([name], i) => [name, STRONGEST.length - i]))
const GLANCE = VISIT_KINDS.indexOf('glance')
const AWAY = VISIT_KINDS.indexOf('away')
const codeOf = (strength: number): number =>
  strength === 0 ? GLANCE : VISIT_KINDS.indexOf(STRONGEST[STRONGEST.length - strength]?.[1] ?? 'glance')

export interface VisitSequences extends PackedSequences {
  readonly customerIds: readonly string[]
}

/** The visits of each customer by kind, with the months of silence between them and after the last one. */
export function visitSequences(moves: Iterable<Move>, until: number): VisitSequences {
  const customerIds: string[] = []
  const symbols: number[] = []
  const offsets = [0]
  let own: number[] = []
  let customer: string | null = null
  let last = 0
  let strength = 0
  const silence = (length: number): void => {
    for (let n = Math.min(MOST_AWAY, Math.floor(length / AWAY_MS)); n > 0; n--) own.push(AWAY)
  }
  const finish = (): void => {
    if (customer === null) return
    own.push(codeOf(strength))
    silence(until - last)
    const kept = own.slice(-MOST_VISITS)
    for (const symbol of kept) symbols.push(symbol)
    customerIds.push(customer)
    offsets.push(symbols.length)
    own = []
  }
  for (const { customerId, at, name } of moves) {
    if (customerId !== customer) {
      finish()
      customer = customerId
      strength = 0
    } else if (at - last > VISIT_GAP_MS) {
      own.push(codeOf(strength))
      silence(at - last)
      strength = 0
      if (own.length >= 4 * MOST_VISITS) own = own.slice(-MOST_VISITS)
    }
    strength = Math.max(strength, strengthOf.get(name) ?? 0)
    last = at
  }
  finish()
  return {
    customerIds,
    symbols: Int32Array.from(symbols),
    offsets: Int32Array.from(offsets),
    alphabet: VISIT_KINDS.length,
  }
}
