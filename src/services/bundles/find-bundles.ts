import type { AssociationRule } from '../../compute/rules/derive-rules.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { readPurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { findProduct } from '../recommend/find-product.ts'
import { alternativesTo } from '../recommend/likeness.ts'
import { say } from '../say.ts'
import { BUNDLE_LEVELS, loadBaskets, type BundleLevel } from './load-baskets.ts'
import { bundleDefinitions } from './definitions.ts'
import { findKind } from './find-kind.ts'
import { isClassical, type FindBundlesInput, type Mined, type MinedRule } from './bundle-question.ts'
import { mineRules, rulesOfItem } from './mine-rules.ts'
import { presentBundles } from './present-bundles.ts'

export interface Bundle {
  readonly level: BundleLevel
  readonly antecedent: readonly string[]
  readonly consequent: readonly string[]
  readonly support: number
  readonly confidence: number
  readonly interval: readonly [number, number]
  readonly lift: number
  /** Null for a rule that never fails. */
  readonly conviction: number | null
  readonly count: number
  /** Baskets with the antecedent. */
  readonly of: number
  /** Share of the consequent in baskets that are alike but lack the antecedent; null where it was not held against them. */
  readonly peer_share: number | null
  /** True when so few baskets stand behind it that it may be chance. */
  readonly small_count: boolean
  /** True when the lower end of the confidence is no higher than what baskets give that are alike. */
  readonly may_be_chance: boolean
}

export interface FindBundlesData {
  readonly rules: readonly Bundle[]
  readonly found: number
  readonly redundant: number
  readonly baskets: number
  /** For one product: what can stand in for it, of its category and in stock. */
  readonly alternatives: readonly { readonly product_id: string; readonly likeness: number }[]
}

const LISTED = 10
const LISTED_OF_PRODUCT = 5
const ALTERNATIVES = 3
/** Fewer baskets than this may be chance, and the answer says so. */
export const SMALL_COUNT = 10

/** What is bought together: for one product or kind of product, or the strongest rules of the whole shop. */
export function findBundles({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: FindBundlesInput
}): ServiceResult<FindBundlesData> {
  authorise(ctx, 'read:catalogue')
  const { until } = ctx.asOf
  const shelf = readShelf(ctx.store, until)
  const product = input.product_id === undefined ? null : findProduct(shelf, input.product_id)
  const kind = product !== null || input.kind === undefined ? null : findKind(ctx, input.kind, shelf)
  const lines = readPurchaseLines(ctx.store, until)
  const mined =
    product !== null
      ? rulesOfItem(loadBaskets(lines, shelf, 'product'), shelf, { level: 'product', name: product.id }, input)
      : kind !== null
        ? rulesOfItem(loadBaskets(lines, shelf, 'type'), shelf, { level: 'type', name: kind }, input)
        : mineShop(lines, shelf, input)
  const subject = product?.id ?? kind
  const rules = mined.rules
    .slice(0, input.limit ?? (subject === null ? LISTED : LISTED_OF_PRODUCT))
    .map((rule) => bundleOf(rule))
  const alternatives = product === null ? [] : alternativesTo(product, shelf).slice(0, ALTERNATIVES)
  return {
    data: {
      rules,
      found: mined.found,
      redundant: mined.redundant,
      baskets: mined.baskets,
      alternatives: alternatives.map((one) => ({ product_id: one.product.id, likeness: one.likeness })),
    },
    ...presentBundles(ctx, { rules, mined, shelf, product, kind, alternatives }),
    evidence: {
      period: null,
      population:
        subject === null
          ? say(ctx, 'all valid orders', '全部有效订单')
          : say(ctx, `valid orders, rules that begin with ${subject}`, `有效订单，以 ${subject} 开头的规则`),
      rows_used: mined.baskets,
      rows_left_out: { redundant_rules: mined.redundant },
      definition: bundleDefinitions[ctx.language],
      method:
        subject === null
          ? say(
              ctx,
              'Eclat on bit sets; rules held against baskets of the same category that lack the antecedent',
              '位集 Eclat；规则与同品类中不含前项的订单比较',
            )
          : say(ctx, 'count of orders that hold both', '同时包含两者的订单数'),
      model: null,
      sql: [],
    },
    warnings: rules.some((rule) => rule.small_count)
      ? [
          say(
            ctx,
            `rules with fewer than ${SMALL_COUNT} orders may be chance`,
            `订单少于 ${SMALL_COUNT} 笔的规则可能只是偶然`,
          ),
        ]
      : [],
    suggestions: suggestionsFor(ctx.language, product),
  }
}

function mineShop(
  lines: ReturnType<typeof readPurchaseLines>,
  shelf: ReadonlyMap<string, ShelfProduct>,
  input: FindBundlesInput,
): Mined {
  const levels: readonly BundleLevel[] =
    input.level === undefined ? (isClassical(input) ? ['product'] : ['product', 'type']) : [input.level]
  const parts = levels.map((level) => mineRules(loadBaskets(lines, shelf, level), shelf, level, input))
  const rules = parts.flatMap((part) => part.rules)
  return {
    rules: dropExplained(rules, shelf).toSorted((a, b) => b.strength - a.strength),
    found: parts.reduce((sum, { found }) => sum + found, 0),
    redundant: parts.reduce((sum, { redundant }) => sum + redundant, 0),
    baskets: Math.max(...parts.map(({ baskets }) => baskets)),
  }
}

/** A pair of products must stand out so much more than their kinds do to be told beside them. */
const MORE_THAN_KINDS = 2

/** Leaves out pairs of products that only repeat what is said of their kinds: each tripod goes with each camera. */
function dropExplained(rules: readonly MinedRule[], shelf: ReadonlyMap<string, ShelfProduct>): readonly MinedRule[] {
  const keyOf = (a: string, b: string): string => [a, b].toSorted().join('>')
  const ends = ({ rule, nameOf }: MinedRule): readonly [string, string] => [
    nameOf(rule.antecedent[0] ?? -1),
    nameOf(rule.consequent),
  ]
  const kinds = new Map(rules.filter(({ level }) => level === 'type').map((one) => [keyOf(...ends(one)), one.strength]))
  return rules.filter((one) => {
    if (one.level !== 'product' || one.rule.antecedent.length > 1) return true
    const [a, b] = ends(one).map((id) => shelf.get(id)?.subcategory ?? '')
    return one.strength >= MORE_THAN_KINDS * (kinds.get(keyOf(a ?? '', b ?? '')) ?? 0)
  })
}

const bundleOf = ({ rule, level, nameOf, peerShare, strength }: MinedRule): Bundle => ({
  level,
  antecedent: rule.antecedent.map(nameOf),
  consequent: [nameOf(rule.consequent)],
  ...figuresOf(rule),
  peer_share: peerShare,
  small_count: rule.count < SMALL_COUNT,
  may_be_chance: strength <= 1,
})

const figuresOf = ({ support, confidence, interval, lift, conviction, count, antecedentCount }: AssociationRule) => ({
  support,
  confidence,
  interval,
  lift,
  conviction: Number.isFinite(conviction) ? conviction : null,
  count,
  of: antecedentCount,
})

const suggestionsFor = (language: 'en' | 'zh', product: ShelfProduct | null): readonly string[] => {
  if (product === null) {
    return language === 'zh' ? ['水壶和什么一起卖得好？'] : ['What is bought together with the kettle?']
  }
  return language === 'zh' ? [`推荐与 ${product.id} 相似的商品`] : [`Recommend products similar to ${product.id}`]
}

export { BUNDLE_LEVELS }
