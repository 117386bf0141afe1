import { InvalidInputError } from '../../lib/errors.ts'
import { checkInteractions, type Interactions } from './interactions.ts'
import { float64Of, readModelBytes, writeModelBytes } from './model-bytes.ts'
import type { FitContext, FittedRecommender, Recommender } from './recommender.ts'

export interface PopularityParameters {
  /** Only events of so many days before the last one count; 0 for all time. */
  readonly windowDays: number
  /** Customers that the whole shop counts for in a segment's own shares: small segments stay near the shop. */
  readonly pull: number
}

/**
 * Popularity: the share of customers who had an item within a window, by segment.
 *
 * The alternative for who does not want to be personalised, and the bar that other methods must clear. A segment's
 * share is pulled to the shop's: (buyers in the segment + pull x shop share) / (customers of the segment + pull).
 *
 * Time O(events), memory O(segments x items).
 */
export const popularity: Recommender<PopularityParameters> = {
  method: 'popularity',
  defaults: { windowDays: 0, pull: 50 },
  fit: fitPopularity,
  fromBytes(bytes) {
    const parts = readModelBytes(bytes, 'popularity')
    const meta = parts.meta as { readonly notes: FittedRecommender['notes'] }
    return popularityRecommender(float64Of(parts, 'shares'), parts.items, meta.notes)
  },
}

function fitPopularity(
  interactions: Interactions,
  { windowDays, pull }: PopularityParameters,
  { segments }: FitContext,
): FittedRecommender {
  checkInteractions(interactions)
  const { customers, items, starts, itemIds, days } = interactions
  if (segments !== undefined && segments.length !== customers) {
    throw new InvalidInputError(`${segments.length} segments were given for ${customers} customers`)
  }
  const groups = segments?.reduce((most, segment) => Math.max(most, segment + 1), 0) ?? 0
  const since = windowDays > 0 ? days.reduce((last, day) => Math.max(last, day), -Infinity) - windowDays : -Infinity
  // Row 0 is the whole shop, row s + 1 segment s.
  const shares = new Float64Array((groups + 1) * items)
  const active = new Float64Array(groups + 1)
  const last = new Int32Array(items).fill(-1)
  for (let c = 0; c < customers; c++) {
    const row = (segments?.[c] ?? -1) + 1
    let counted = false
    for (let e = starts[c] as number; e < (starts[c + 1] as number); e++) {
      const item = itemIds[e] as number
      if ((days[e] as number) <= since || last[item] === c) continue
      last[item] = c
      counted = true
      shares[item] = (shares[item] as number) + 1
      if (row > 0) shares[row * items + item] = (shares[row * items + item] as number) + 1
    }
    if (!counted) continue
    active[0] = (active[0] as number) + 1
    if (row > 0) active[row] = (active[row] as number) + 1
  }
  for (let i = 0; i < items; i++) shares[i] = (shares[i] as number) / Math.max(1, active[0] as number)
  for (let row = 1; row <= groups; row++) {
    for (let i = 0; i < items; i++) {
      const at = row * items + i
      const all = (active[row] as number) + pull
      shares[at] = all === 0 ? 0 : ((shares[at] as number) + pull * (shares[i] as number)) / all
    }
  }
  return popularityRecommender(shares, items, { window_days: windowDays, segments: groups })
}

function popularityRecommender(
  shares: Float64Array,
  items: number,
  notes: FittedRecommender['notes'],
): FittedRecommender {
  const groups = items === 0 ? 0 : shares.length / items - 1
  return {
    method: 'popularity',
    items,
    notes,
    score(history, out) {
      out.fill(0)
      const segment = history.segment ?? -1
      const row = segment >= 0 && segment < groups ? segment + 1 : 0
      out.set(shares.subarray(row * items, (row + 1) * items))
    },
    similar: () => [],
    explain: () => [],
    toBytes: () => writeModelBytes({ method: 'popularity', items, meta: { notes }, arrays: { shares } }),
  }
}
