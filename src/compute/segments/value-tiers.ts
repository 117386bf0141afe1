/** Best first. */
export const VALUE_TIERS = ['high', 'medium', 'low'] as const
export type ValueTier = (typeof VALUE_TIERS)[number]

const HIGH_SHARE = 0.5
const MEDIUM_SHARE = 0.8

/**
 * Value tier of each customer: high are the fewest customers that together bring half of the revenue, medium the next
 * ones up to 80 %, low the rest. Whoever brings nothing, or gave back more than was bought, is low.
 *
 * In a shop with one very large customer, that customer alone may be the whole high tier.
 *
 * @param netMinor - net revenue of the last 365 days of each of n customers, minor units
 * @param buyer - 1 for customers with a valid order ever; others get no tier
 * @returns index into `VALUE_TIERS` for each customer, -1 without a tier. Of equal customers at a boundary the earlier
 * in the input is taken first.
 * @example [...valueTiers(Float64Array.of(60, 25, 10, 5), Uint8Array.of(1, 1, 1, 1))] // => [0, 1, 2, 2]
 * Time O(n log n), memory O(n).
 */
export function valueTiers(netMinor: Float64Array, buyer: Uint8Array): Int8Array {
  const tiers = Int8Array.from(buyer, (flag) => (flag === 1 ? 2 : -1))
  let total = 0
  const paying: number[] = []
  for (let i = 0; i < netMinor.length; i++) {
    const net = netMinor[i] ?? 0
    total += net
    if (net > 0 && buyer[i] === 1) paying.push(i)
  }
  const order = Int32Array.from(paying).sort((a, b) => (netMinor[b] ?? 0) - (netMinor[a] ?? 0) || a - b)
  let brought = 0
  for (const customer of order) {
    // Whoever is still needed to reach the share belongs to the tier that reaches it.
    if (brought < HIGH_SHARE * total) tiers[customer] = 0
    else if (brought < MEDIUM_SHARE * total) tiers[customer] = 1
    else break
    brought += netMinor[customer] ?? 0
  }
  return tiers
}
