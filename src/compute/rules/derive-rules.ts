import { InvalidInputError } from '../../lib/errors.ts'
import { wilsonInterval } from '../stats/wilson-interval.ts'
import type { FrequentSets } from './frequent-sets.ts'

/** "Who has the antecedent in the basket has the consequent too", with how often that is so. */
export interface AssociationRule {
  /** Items, rising. */
  readonly antecedent: readonly number[]
  readonly consequent: number
  /** Baskets with all of it. */
  readonly count: number
  /** Baskets with the antecedent. */
  readonly antecedentCount: number
  /** Baskets with the consequent. */
  readonly consequentCount: number
  /** Share of all baskets with all of it. */
  readonly support: number
  /** Of the baskets with the antecedent, the share with the consequent. */
  readonly confidence: number
  /** 95 % interval of the confidence (Wilson). */
  readonly interval: readonly [number, number]
  /** Confidence over the share of the consequent in all baskets: 1 = the antecedent says nothing. */
  readonly lift: number
  /** How much oftener the rule would fail if the two had nothing to do with each other; Infinity for one that never fails. */
  readonly conviction: number
  /** Support less what chance alone would give. */
  readonly leverage: number
}

/**
 * Rules with one item on the right side, from frequent sets; those of the highest confidence first, then of the largest count.
 *
 * Confidence is high for anything that most baskets hold anyway: read it beside the lift, and the lift beside the count.
 *
 * @param minConfidence - in [0, 1]
 * @throws {InvalidInputError} confidence out of range
 * @see Agrawal, Imielinski & Swami (1993), SIGMOD; Brin et al. (1997), SIGMOD (conviction).
 * Time O(sets x length squared).
 */
export function deriveRules(sets: FrequentSets, minConfidence: number): AssociationRule[] {
  if (!(minConfidence >= 0 && minConfidence <= 1)) {
    throw new InvalidInputError(`confidence is a share from 0 to 1, got ${minConfidence}`, {
      field: 'min_confidence',
      hint: 'Write thirty per cent as 0.3.',
    })
  }
  const rules: AssociationRule[] = []
  for (let node = 1; node <= sets.size; node++) {
    const ranks = sets.ranksOf(node)
    if (ranks.length < 2) continue
    const count = sets.countOf(node)
    for (const [at, rank] of ranks.entries()) {
      const antecedentCount = sets.countWithout(ranks, at)
      if (count < minConfidence * antecedentCount - 1e-9) continue
      rules.push(ruleOf(sets, ranks, { rank, at, count, antecedentCount }))
    }
  }
  return rules.toSorted(
    (a, b) => b.confidence - a.confidence || b.count - a.count || compareItems(a.antecedent, b.antecedent),
  )
}

function ruleOf(
  sets: FrequentSets,
  ranks: readonly number[],
  {
    rank,
    at,
    count,
    antecedentCount,
  }: { readonly rank: number; readonly at: number; readonly count: number; readonly antecedentCount: number },
): AssociationRule {
  const consequentCount = sets.countOfRank(rank)
  const confidence = count / antecedentCount
  const base = consequentCount / sets.baskets
  const itemOf = (one: number): number => sets.itemOfRank[one] as number
  return {
    antecedent: ranks
      .filter((_, i) => i !== at)
      .map(itemOf)
      .toSorted((a, b) => a - b),
    consequent: itemOf(rank),
    count,
    antecedentCount,
    consequentCount,
    support: count / sets.baskets,
    confidence,
    interval: wilsonInterval(count, antecedentCount),
    lift: confidence / base,
    conviction: confidence === 1 ? Infinity : (1 - base) / (1 - confidence),
    leverage: count / sets.baskets - (antecedentCount / sets.baskets) * base,
  }
}

function compareItems(a: readonly number[], b: readonly number[]): number {
  for (const [at, item] of a.entries()) {
    const difference = item - (b[at] ?? -1)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
