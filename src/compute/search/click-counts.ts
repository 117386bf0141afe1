import { correctForPosition } from '../metrics/correct-for-position.ts'
import type { SearchTouch } from './follow-searches.ts'

/** What became of one product for one query; people, each counted once. */
export interface PairCount {
  /** People who turned to it. */
  clicks: number
  /** Of those, whose place is known, and the chance to be looked at summed over their places. */
  placed: number
  placedLooks: number
  /** People who were shown it, and the chance to be looked at summed over the places. */
  views: number
  viewLooks: number
}

/** Counts by query: people who searched for it, and by product what became of it. */
export interface QueryClicks {
  people: number
  readonly products: Map<string, PairCount>
}
export type ClickCounts = Map<string, QueryClicks>

/** Chance to be looked at by place, from 1; places past the end are as the last. */
export type Examination = readonly number[]

/**
 * Until the shop's own lists say otherwise, the chance to be looked at falls as one over the place.
 * @see Joachims, Swaminathan & Schnabel (2017), Unbiased learning-to-rank with biased feedback, WSDM, section 5.
 */
export const USUAL_EXAMINATION: Examination = Array.from({ length: 10 }, (_, at) => 1 / (at + 1))
/** A click far down counts for so many at most: it would else be worth a crowd. */
const LEAST_LOOK = 0.1

export const lookAt = (examination: Examination, position: number): number =>
  Math.max(LEAST_LOOK, examination[Math.min(position, examination.length) - 1] ?? LEAST_LOOK)

/** Who was counted for what already. */
export type SeenTouches = Set<string>

/**
 * Adds what one event tells. A person counts once for a query, once for each product turned to and once for each shown, so
 * that neither a machine that clicks on nor a page that reloads moves anything twice.
 *
 * @param counts - changed in place
 * @param seen - changed in place
 */
export function countTouch(
  counts: ClickCounts,
  seen: SeenTouches,
  { visitor, query, kind, products }: SearchTouch,
  examination: Examination,
): void {
  const isNew = (what: string): boolean => {
    const key = `${visitor}\u0000${query}\u0000${what}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
  const own = counts.get(query) ?? { people: 0, products: new Map<string, PairCount>() }
  counts.set(query, own)
  if (isNew('')) own.people += 1
  if (kind === 'search') return
  for (const { id, position } of products) {
    if (!isNew(`${kind}\u0000${id}`)) continue
    const pair = own.products.get(id) ?? { clicks: 0, placed: 0, placedLooks: 0, views: 0, viewLooks: 0 }
    own.products.set(id, pair)
    const look = position === null || position < 1 ? null : lookAt(examination, position)
    if (kind === 'turn') {
      pair.clicks += 1
      if (look !== null) {
        pair.placed += 1
        pair.placedLooks += look
      }
    } else {
      pair.views += 1
      pair.viewLooks += look ?? 1
    }
  }
}

/** People whose behaviour is needed before a share of them is believed by half. */
const BELIEVED_BY_HALF = 20

/**
 * Share of those who looked at a product behind a query and turned to it, shrunk towards nothing: clicks / (looks + 20). Looks
 * are people who were shown it, each by the chance that its place is looked at; where no list was logged, people who searched
 * for it, by the chance at the places where it was clicked. So a click on the tenth place counts more than one on the first.
 *
 * Says what leads on from a query, not what is good: a product that nobody was ever shown has 0, as one that nobody wants.
 *
 * @returns in [0, 1]
 * @example clickShare({ clicks: 10, placed: 0, placedLooks: 0, views: 0, viewLooks: 0 }, 80) // => 0.1
 */
export function clickShare({ clicks, placed, placedLooks, views, viewLooks }: PairCount, people: number): number {
  const looks = views > 0 ? viewLooks : people * (placed > 0 ? placedLooks / placed : 1)
  return Math.min(1, clicks / (looks + BELIEVED_BY_HALF))
}

/** Fewer clicks on logged places than this tell no curve. */
const FEWEST_CLICKS = 200
const MOST_PLACES = 50

/**
 * The chance to be looked at by place, from lists whose products stood at several places: click = looked at x wanted.
 *
 * @param rows - people who were shown a product of a query at a place (from 1), and how many of them turned to it
 * @returns from place 1 on, the highest 1; null where the lists hold too few clicks
 * @see correctForPosition
 */
export function learnExamination(
  rows: readonly {
    readonly query: string
    readonly product: string
    readonly position: number
    readonly clicked: boolean
  }[],
): Examination | null {
  const pairs = new Map<string, number>()
  const cells = new Map<string, { item: number; position: number; views: number; clicks: number }>()
  let clicks = 0
  for (const { query, product, position, clicked } of rows) {
    if (position < 1 || position > MOST_PLACES) continue
    const pair = `${query}\u0000${product}`
    const item = pairs.get(pair) ?? pairs.size
    pairs.set(pair, item)
    const cell = cells.get(`${item} ${position}`) ?? { item, position: position - 1, views: 0, clicks: 0 }
    cells.set(`${item} ${position}`, cell)
    cell.views += 1
    cell.clicks += Number(clicked)
    clicks += Number(clicked)
  }
  if (clicks < FEWEST_CLICKS) return null
  const places = 1 + [...cells.values()].reduce((most, { position }) => Math.max(most, position), 0)
  return [...correctForPosition([...cells.values()], pairs.size, places).examination]
}
