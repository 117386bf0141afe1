import { deriveRules, type AssociationRule } from '../../compute/rules/derive-rules.ts'
import { dropRedundantRules } from '../../compute/rules/drop-redundant-rules.ts'
import { findFrequentSets } from '../../compute/rules/find-frequent-sets.ts'
import { byLowerLift, lowerLift, rulesFromItem } from '../../compute/rules/rules-from-item.ts'
import { shareAmongPeers } from '../../compute/rules/share-among-peers.ts'
import { normalQuantile } from '../../compute/stats/normal-quantile.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { isClassical, type FindBundlesInput, type Mined, type MinedRule } from './bundle-question.ts'
import type { BundleLevel, NamedBaskets } from './load-baskets.ts'

/** Unless asked otherwise a rule needs this share of baskets, and at least so many. */
const SUPPORT = 0.0005
const FEWEST = 10
const CONFIDENCE = 0.05
/** Few shops have bundles of more, and sets grow fast. */
const MOST_ITEMS = 10
const FEWEST_OF_PRODUCT = 3
const ERROR = 0.05
/** Rules that are held against similar baskets: one pass over the baskets each. */
const MOST_COMPARED = 150

/** Rules over all baskets; see `isClassical` for which. */
export function mineRules(
  named: NamedBaskets,
  shelf: ReadonlyMap<string, ShelfProduct>,
  level: BundleLevel,
  input: FindBundlesInput,
): Mined {
  const { baskets, names } = named
  if (baskets.baskets === 0) return { rules: [], found: 0, redundant: 0, baskets: 0 }
  const classical = isClassical(input)
  const minSupport = input.min_support ?? Math.min(1, Math.max(SUPPORT, FEWEST / baskets.baskets))
  const sets = findFrequentSets(baskets, {
    minSupport,
    maxLength: input.max_items ?? (classical ? MOST_ITEMS : 2),
  })
  // Shorter rules below the confidence asked for make longer ones redundant too.
  const all = deriveRules(sets, 0)
  const minConfidence = input.min_confidence ?? CONFIDENCE
  const isConfident = ({ confidence }: AssociationRule): boolean => confidence >= minConfidence - 1e-12
  const found = all.filter(isConfident)
  const telling = dropRedundantRules(all).filter(isConfident)
  const nameOf = (item: number): string => names[item] ?? ''
  const bare = (rule: AssociationRule): MinedRule => ({
    rule,
    level,
    nameOf,
    peerShare: null,
    strength: lowerLift(rule),
  })
  const counts = { found: found.length, redundant: found.length - telling.length, baskets: baskets.baskets }
  if (classical) return { rules: telling.toSorted(byLowerLift).map(bare), ...counts }
  const lifted = telling.filter((rule) => lowerLift(rule) > 1).toSorted(byLowerLift)
  const compared = compareWithPeers(lifted.slice(0, MOST_COMPARED).map(bare), { named, shelf, tried: all.length })
  return { rules: oneDirection(compared.filter(({ strength }) => strength > 1)), ...counts }
}

/** Rules that begin with one product or one kind, however rare it is. */
export function rulesOfItem(
  named: NamedBaskets,
  shelf: ReadonlyMap<string, ShelfProduct>,
  { level, name }: { readonly level: BundleLevel; readonly name: string },
  input: FindBundlesInput,
): Mined {
  const { baskets, names } = named
  const item = names.indexOf(name)
  if (item < 0) return { rules: [], found: 0, redundant: 0, baskets: baskets.baskets }
  const fewest = Math.max(FEWEST_OF_PRODUCT, Math.ceil((input.min_support ?? 0) * baskets.baskets - 1e-9))
  const all = rulesFromItem(baskets, item, fewest)
  const found = all.filter((rule) => rule.confidence >= (input.min_confidence ?? 0) && rule.lift > 1)
  const nameOf = (one: number): string => names[one] ?? ''
  const mined = found.map((rule) => ({ rule, level, nameOf, peerShare: null, strength: 0 }))
  const rules = compareWithPeers(mined.slice(0, MOST_COMPARED), { named, shelf, tried: all.length })
  return { rules, found: found.length, redundant: 0, baskets: baskets.baskets }
}

/**
 * Pairs held against baskets with other things of the antecedent's category; strongest first. Of many rules some stand out by
 * chance: the interval is as wide as trying so many calls for (Bonferroni).
 */
function compareWithPeers(
  rules: readonly MinedRule[],
  {
    named: { baskets, names },
    shelf,
    tried,
  }: {
    readonly named: NamedBaskets
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly tried: number
  },
): MinedRule[] {
  const z = normalQuantile(1 - ERROR / 2 / Math.max(1, tried))
  const groups = groupsOf(names, shelf)
  return rules
    .map((mined): MinedRule => {
      const [antecedent, more] = mined.rule.antecedent
      if (antecedent === undefined || more !== undefined) return mined
      const { share } = shareAmongPeers(baskets, groups, { antecedent, consequent: mined.rule.consequent })
      const base = mined.rule.confidence / mined.rule.lift
      // Where nobody with something alike bought it, the share in all baskets is what chance gives.
      const [low] = wilsonInterval(mined.rule.count, mined.rule.antecedentCount, z)
      return { ...mined, peerShare: share, strength: low / Math.max(base, share ?? 0) }
    })
    .toSorted((a, b) => b.strength - a.strength || byLowerLift(a.rule, b.rule))
}

/** Number of the category of each product or kind; -1 for none, and for categories themselves. */
function groupsOf(names: readonly string[], shelf: ReadonlyMap<string, ShelfProduct>): Int32Array {
  const categoryOf = new Map<string, string | null>()
  for (const { id, subcategory, category } of shelf.values()) {
    categoryOf.set(id, category)
    if (subcategory !== null) categoryOf.set(subcategory, category)
  }
  const categories = [...new Set(categoryOf.values())].filter((one) => one !== null)
  return Int32Array.from(names, (name) => categories.indexOf(categoryOf.get(name) ?? ''))
}

/** Of a pair that is told both ways, the way that stands out more. */
function oneDirection(rules: readonly MinedRule[]): MinedRule[] {
  const told = new Set<string>()
  return rules.filter(({ rule }) => {
    const key = [...rule.antecedent, rule.consequent].toSorted((a, b) => a - b).join(',')
    if (told.has(key)) return false
    told.add(key)
    return true
  })
}
