import { describeItems } from '../../../compute/recommend/describe-items.ts'
import type { Interactions } from '../../../compute/recommend/interactions.ts'
import { canonicalJson } from '../../../lib/canonical-json.ts'
import { readPurchaseLines, type PurchaseLines } from '../../../store/queries/recommend/read-purchase-lines.ts'
import { readShelf, type ShelfProduct } from '../../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { shopInteractions } from '../shop-interactions.ts'
import { say } from '../../say.ts'
import type { EvaluateRecommendersData, EvaluateRecommendersInput } from './evaluate-recommenders.ts'
import { evaluationDefinitions } from './evaluation-definitions.ts'
import type { JudgedMethod } from './judged-methods.ts'
import { presentOffline } from './present-offline.ts'
import { runComparison } from './run-comparison.ts'

const DEFAULT_METHODS: readonly JudgedMethod[] = ['popularity', 'item_cf', 'user_cf', 'ease', 'als', 'content', 'blend']
const SEED = 'kith'
const MOST_JUDGED = 2000
/** Customers with two purchases or more that are learnt from; evenly taken above this. */
const MOST_LEARNERS = 20_000
/** Fewer customers with something held out say nothing. */
export const FEWEST_JUDGED = 20
const LONGEST_LIST = 1000

/** Fits each method on part of the shop's own purchases and judges its lists by the rest. */
export async function evaluateOffline(
  ctx: ServiceContext,
  input: EvaluateRecommendersInput,
): Promise<ServiceResult<EvaluateRecommendersData>> {
  const methods = input.methods === undefined || input.methods.length === 0 ? DEFAULT_METHODS : input.methods
  const protocol = input.protocol ?? 'by_time'
  const { until } = ctx.asOf
  const lines = readPurchaseLines(ctx.store, until)
  const shelf = readShelf(ctx.store, until)
  const { interactions, repeaters } = learnable(shopInteractions(lines))
  const k = Math.max(1, Math.min(input.k ?? 10, LONGEST_LIST))
  const key = canonicalJson({ until, methods, protocol, k })
  const enough = repeaters >= FEWEST_JUDGED
  const comparison = enough
    ? await runComparison(ctx, key, () => ({
        interactions,
        features: describeItems(lines.productIds.map((id) => descriptionOf(id, shelf))),
        methods,
        protocol,
        k,
        mostJudged: MOST_JUDGED,
        seed: SEED,
      }))
    : null
  return {
    data: {
      source: 'offline',
      protocol,
      k,
      rows: comparison?.rows ?? [],
      varied: comparison?.varied ?? null,
      strategies: [],
    },
    ...presentOffline(ctx, { comparison, protocol, k, repeaters }),
    evidence: {
      period: null,
      population: say(ctx, 'customers with two purchases or more', '购买过两次及以上的客户'),
      rows_used: interactions.itemIds.length,
      rows_left_out: { purchases_of_others: purchasesOf(lines) - interactions.itemIds.length },
      definition: evaluationDefinitions[ctx.language].offline,
      method: say(
        ctx,
        `${protocol}, lists of ${k}, products that a customer has are left out; intervals by bootstrap over customers`,
        `${protocol}，列表长度 ${k}，不含客户已有的商品；区间由按客户的自助抽样得出`,
      ),
      model: null,
      sql: [],
    },
    gate: enough
      ? null
      : {
          failed: 'customers_with_two_purchases',
          have: repeaters,
          need: FEWEST_JUDGED,
          pooled_estimate: null,
          opens_on: null,
        },
    suggestions: suggestionsOf(ctx.language),
  }
}

/** Rows of customers with two events or more, at most so many, evenly taken. */
function learnable(all: Interactions): { readonly interactions: Interactions; readonly repeaters: number } {
  const able: number[] = []
  for (let c = 0; c < all.customers; c++) {
    if ((all.starts[c + 1] as number) - (all.starts[c] as number) >= 2) able.push(c)
  }
  const step = Math.max(1, Math.ceil(able.length / MOST_LEARNERS))
  const kept = able.filter((_customer, at) => at % step === 0)
  const starts = new Int32Array(kept.length + 1)
  for (const [row, c] of kept.entries()) {
    starts[row + 1] = (starts[row] as number) + (all.starts[c + 1] as number) - (all.starts[c] as number)
  }
  const events = starts[kept.length] as number
  const itemIds = new Int32Array(events)
  const weights = new Float64Array(events)
  const days = new Float64Array(events)
  for (const [row, c] of kept.entries()) {
    const from = all.starts[c] as number
    const to = all.starts[c + 1] as number
    itemIds.set(all.itemIds.subarray(from, to), starts[row])
    weights.set(all.weights.subarray(from, to), starts[row])
    days.set(all.days.subarray(from, to), starts[row])
  }
  return {
    interactions: { customers: kept.length, items: all.items, starts, itemIds, weights, days },
    repeaters: able.length,
  }
}

const purchasesOf = (lines: PurchaseLines): number => lines.products.length

function descriptionOf(id: string, shelf: ReadonlyMap<string, ShelfProduct>) {
  const product = shelf.get(id)
  if (product === undefined) return { attributes: [], text: '' }
  const { category, subcategory, brand, style, priceBand, name, nameAlternative } = product
  const attributes = Object.entries({ category, subcategory, brand, style, priceBand }).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${value}`],
  )
  return { attributes, text: nameAlternative === null ? name : `${name} ${nameAlternative}` }
}

const suggestionsOf = (language: 'en' | 'zh'): readonly string[] =>
  language === 'zh'
    ? ['哪种推荐策略带来的购买更多？', '用留一法评估推荐方法']
    : ['Which recommendation strategy sells more?', 'Evaluate the recommenders with leave one out']
