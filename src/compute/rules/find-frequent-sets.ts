import { InvalidInputError } from '../../lib/errors.ts'
import type { Baskets } from './baskets.ts'
import { emptyBitSet, intersect, setBit, type BitSet } from './bit-sets.ts'
import { FrequentSets } from './frequent-sets.ts'
import { countPairs } from './count-pairs.ts'

export interface FrequentSetOptions {
  /** Share of all baskets that must hold the set, in (0, 1]. */
  readonly minSupport: number
  /** Items in a set at most; 10 unless given. */
  readonly maxLength?: number
  /** More sets than this are refused: support is too low for these baskets. A million unless given. */
  readonly mostSets?: number
}

/** Fewest baskets that make a share; guarded against a product like 0.07 x 100 that lands just above a whole number. */
export const fewestBaskets = (share: number, baskets: number): number => Math.max(1, Math.ceil(share * baskets - 1e-9))

/**
 * All sets of items that are bought together in at least `minSupport` of the baskets (Eclat: depth first, each set with the
 * baskets that hold it as bits, so that one more item costs one AND over 32 baskets a word).
 *
 * A set says that things are in one basket, not that one leads to the other; with many items some pairs are frequent by
 * chance alone, which the interval of a rule shows.
 *
 * @throws {InvalidInputError} support out of (0, 1], or more sets than `mostSets`
 * @see Zaki (2000), IEEE Transactions on Knowledge and Data Engineering 12(3), 372-390.
 * Time O(sets x siblings x baskets / 32) after one pass that counts pairs; memory O(frequent items x baskets / 8 bytes) a level.
 */
export function findFrequentSets(
  baskets: Baskets,
  { minSupport, maxLength = 10, mostSets = 1_000_000 }: FrequentSetOptions,
): FrequentSets {
  if (!(minSupport > 0 && minSupport <= 1)) {
    throw new InvalidInputError(`support is a share of baskets above 0 and up to 1, got ${minSupport}`, {
      field: 'min_support',
      hint: 'Write one per cent as 0.01.',
    })
  }
  const fewest = fewestBaskets(minSupport, baskets.baskets)
  const counts = new Int32Array(baskets.items)
  for (const item of baskets.itemIds) counts[item] = (counts[item] as number) + 1
  // Rare items first: their sets are small, so that branches die early.
  const itemOfRank = Int32Array.from(
    [...counts.keys()]
      .filter((item) => (counts[item] as number) >= fewest)
      .toSorted((a, b) => (counts[a] as number) - (counts[b] as number) || a - b),
  )
  const found = new FrequentSets(itemOfRank, baskets.items, baskets.baskets, mostSets)
  const bits = bitSetsOf(baskets, found)
  const roots = Array.from(itemOfRank, (item, rank): Member => ({
    rank,
    node: found.add(0, rank, counts[item] as number),
    bits: bits[rank] as BitSet,
  }))
  if (maxLength < 2) return found
  const pairs = countPairs(baskets, found)
  for (const [at, first] of roots.entries()) {
    const members: Member[] = []
    for (let next = at + 1; next < roots.length; next++) {
      const other = roots[next] as Member
      const known = pairs?.(first.rank, other.rank)
      if (known !== undefined && known < fewest) continue
      join(first, other, members)
    }
    grow(members, 2)
  }
  return found

  function join(first: Member, other: Member, members: Member[]): void {
    const shared = new Uint32Array(first.bits.length)
    const count = intersect(first.bits, other.bits, shared)
    if (count < fewest) return
    members.push({ rank: other.rank, node: found.add(first.node, other.rank, count), bits: shared })
  }

  function grow(members: readonly Member[], length: number): void {
    if (length >= maxLength) return
    for (const [at, first] of members.entries()) {
      const longer: Member[] = []
      for (let next = at + 1; next < members.length; next++) join(first, members[next] as Member, longer)
      if (longer.length > 0) grow(longer, length + 1)
    }
  }
}

/** The last item of a set, the set itself, and who holds it. */
interface Member {
  readonly rank: number
  readonly node: number
  readonly bits: BitSet
}

function bitSetsOf({ baskets, starts, itemIds }: Baskets, { rankOfItem, itemOfRank }: FrequentSets): BitSet[] {
  const bits = Array.from(itemOfRank, () => emptyBitSet(baskets))
  for (let basket = 0; basket < baskets; basket++) {
    const to = starts[basket + 1] as number
    for (let at = starts[basket] as number; at < to; at++) {
      const rank = rankOfItem[itemIds[at] as number] as number
      if (rank >= 0) setBit(bits[rank] as BitSet, basket)
    }
  }
  return bits
}
