import { InvalidInputError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { findCategory } from '../forecast/find-category.ts'
import { limitToWholeShop } from '../metrics/guest-limits.ts'
import { periodInData } from '../population/period-in-data.ts'
import { findProduct } from '../recommend/find-product.ts'
import { alternativesTo } from '../recommend/likeness.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { priceDefinitions } from './definitions.ts'
import { groupElasticities } from './group-elasticities.ts'
import { intervalOf } from './interval-of.ts'
import { presentSensitivity } from './present-sensitivity.ts'
import { countUnits, readPriceFacts, type PriceFacts } from './price-panel.ts'
import { otherLogPrice, productElasticity } from './product-elasticity.ts'
import type {
  CrossElasticity,
  Elasticity,
  PriceSensitivityData,
  PriceSensitivityInput,
} from './sensitivity-question.ts'
import { categoryPeers, kindElasticity, shrunkElasticity, type KindElasticity } from './shrunk-elasticity.ts'

const LISTED = 20
const SUBSTITUTES = 3
const FEWEST_WEEKS = 26

/** How much less is bought when a price rises: by category, brand, price band, product or value tier, with standard errors. */
export function estimatePriceSensitivity({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: PriceSensitivityInput
}): ServiceResult<PriceSensitivityData> {
  authorise(ctx, 'read:aggregates')
  limitToWholeShop(ctx, { metrics: ['units'], groupNames: [], filters: [] })
  const period = periodInData(input.period ?? 'all', ctx.frame, 'period')
  const toDay = Math.min(period.toDay, ctx.asOf.day + 1)
  const facts = readPriceFacts(ctx, Math.max(period.fromDay, ctx.frame.firstDay), toDay)
  const product = input.product_id === undefined ? null : findProduct(facts.shelf, input.product_id)
  if (product !== null && input.by !== undefined && input.by !== 'product_id') {
    throw new InvalidInputError(`one product cannot be split by ${input.by}`, {
      field: 'by',
      hint: 'Leave out either product_id or by.',
    })
  }
  const by = product !== null ? 'product_id' : (input.by ?? 'category')
  const sold = countUnits(facts)
  const category = input.category === undefined ? null : findCategory(facts.shelf, input.category)
  const one = product === null ? null : ofProduct(facts, product.id, sold)
  const gate = gateOf(facts, one)
  const elasticities =
    one !== null
      ? [one.row]
      : gate === null
        ? groupElasticities(ctx, { facts, sold, by, category }).slice(0, input.limit ?? LISTED)
        : []
  const data: PriceSensitivityData = {
    by,
    elasticities,
    cross: one?.cross ?? [],
    price_source: facts.prices.source,
    weeks: facts.weeks,
  }
  return {
    data,
    ...presentSensitivity(ctx, { data, facts, gate, kind: one?.kind ?? null, category }),
    evidence: {
      period: { from: dateOfDay(facts.fromDay), to: dateOfDay(facts.fromDay + 7 * facts.weeks), name: period.name },
      population: say(
        ctx,
        'weekly units of valid orders; nobody is looked at one by one',
        '有效订单的每周销量；不逐个查看客户',
      ),
      rows_used: elasticities.reduce((sum, { observations }) => sum + observations, 0),
      rows_left_out: {},
      definition: priceDefinitions[ctx.language],
      method: say(
        ctx,
        'Poisson pseudo-likelihood panel with product and category-week effects; shrinkage to the category',
        '带商品效应和品类-周效应的泊松伪似然面板；向品类收缩',
      ),
      model: null,
      sql: [],
    },
    gate,
    warnings: [
      say(
        ctx,
        'prices that were changed because sales moved bias these figures; only a price set by chance is free of that',
        '因销量变化而调整的价格会使这些数字有偏差；只有随机设定的价格没有这个问题',
      ),
      ...(facts.prices.source === 'paid'
        ? [
            say(
              ctx,
              'no price list was imported: prices of sold units stand for it',
              '尚未导入价目表：以实际成交价代替',
            ),
          ]
        : []),
    ],
    suggestions: [],
  }
}

interface OneProduct {
  readonly row: Elasticity
  readonly cross: readonly CrossElasticity[]
  readonly kind: KindElasticity | null
}

function ofProduct(facts: PriceFacts, id: string, sold: ReadonlyMap<string, Float64Array>): OneProduct {
  const product = facts.shelf.get(id)
  const own = productElasticity(facts, id, sold)
  const kind = kindElasticity(facts, categoryPeers(facts, sold, product?.category ?? null), sold)
  const shrunk = own.changes === 0 ? null : shrunkElasticity(own, kind)
  const others = product === undefined ? [] : alternativesTo(product, facts.shelf).map((one) => one.product.id)
  const cross = others
    .flatMap((other): CrossElasticity[] => {
      const logs = otherLogPrice(facts, other)
      if (logs === null) return []
      const [estimate] = productElasticity(facts, id, sold, [logs]).others
      return estimate === undefined || !(estimate.standardError > 0)
        ? []
        : [
            {
              product_id: other,
              elasticity: estimate.value,
              standard_error: estimate.standardError,
              interval: intervalOf(estimate),
            },
          ]
    })
    .slice(0, SUBSTITUTES)
  return {
    kind,
    cross,
    row: {
      key: id,
      elasticity: shrunk?.value ?? null,
      standard_error: shrunk?.standardError ?? null,
      interval: shrunk === null ? null : intervalOf(shrunk),
      first_time: null,
      own: own.price === null ? null : { elasticity: own.price.value, standard_error: own.price.standardError },
      products: 1,
      price_changes: own.changes,
      observations: own.weeks,
      left_out: [],
    },
  }
}

/** Too short a history, or of one product a price that never changed: its category stands in. */
function gateOf(facts: PriceFacts, one: OneProduct | null): Gate | null {
  const stand = one?.kind ?? null
  const pooled =
    stand === null
      ? null
      : {
          value: stand.panel.price.value,
          unit: 'elasticity',
          interval: intervalOf({
            value: stand.panel.price.value,
            standardError: Math.hypot(stand.panel.price.standardError, stand.spread),
          }),
        }
  if (facts.weeks < FEWEST_WEEKS) {
    return {
      failed: 'weeks_of_history',
      have: facts.weeks,
      need: FEWEST_WEEKS,
      pooled_estimate: pooled,
      opens_on: null,
    }
  }
  return one !== null && one.row.price_changes === 0
    ? { failed: 'price_changes', have: 0, need: 1, pooled_estimate: pooled, opens_on: null }
    : null
}
