import { quantile } from '../stats/quantile.ts'

export const PRICE_BANDS = ['low', 'medium', 'high'] as const
export type PriceBand = (typeof PRICE_BANDS)[number]

/** A thing with a price, and the groups that it belongs to from the narrowest to the widest; null where it has none. */
export interface PricedThing {
  readonly price: number
  readonly groups: readonly (string | null)[]
}

/** Thirds of fewer prices than this are chance; the next wider group serves. */
const FEWEST = 6

/**
 * The third of the shop's own prices in which each thing lies, among the things of its kind.
 *
 * Bands are relative: a tent is cheap beside tents, and none of it says whether the shop is dear beside other shops. Things of a
 * group whose prices hardly differ are all `medium`.
 *
 * @param things - prices > 0 in any one unit; the whole shop is the group that serves where no other is large enough
 * @returns a band for each thing in their order; null for a shop with fewer than six prices
 * @example priceBands([1, 2, 3, 4, 5, 6].map((price) => ({ price, groups: [] })))[0] // => 'low'
 * Time O(n log n), memory O(n).
 */
export function priceBands(things: readonly PricedThing[]): (PriceBand | null)[] {
  const groups = new Map<string, number[]>([['', []]])
  const keysOf = ({ groups: own }: PricedThing): string[] => [
    ...own.flatMap((name, width) => (name === null ? [] : [`${width}/${name}`])),
    '',
  ]
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      const prices = groups.get(key) ?? []
      groups.set(key, prices)
      prices.push(thing.price)
    }
  }
  const cuts = new Map(
    [...groups].flatMap(([key, prices]) =>
      prices.length < FEWEST ? [] : [[key, [quantile(prices, 1 / 3), quantile(prices, 2 / 3)] as const] as const],
    ),
  )
  return things.map((thing) => {
    const key = keysOf(thing).find((one) => cuts.has(one))
    const [low, high] = (key === undefined ? undefined : cuts.get(key)) ?? []
    if (low === undefined || high === undefined) return null
    if (low === high) return thing.price < low ? 'low' : thing.price > high ? 'high' : 'medium'
    return thing.price <= low ? 'low' : thing.price > high ? 'high' : 'medium'
  })
}
