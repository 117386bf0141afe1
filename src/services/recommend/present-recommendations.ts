import { asOfDate } from '../../lib/as-of.ts'
import { localMinuteOf } from '../../lib/local-time.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import { readCustomerFreshness } from '../../store/queries/data/read-freshness.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { profileMoment } from '../customers/profile/profile-moment.ts'
import type { Candidate } from './candidate.ts'
import type { FittedShop } from './fitted-shop.ts'
import { productName } from './product-name.ts'
import { reasonFigures, reasonText } from './reason.ts'
import type { Asked } from './asked.ts'
import { limitFacts } from './product-limits.ts'
import type { RecommendProductsData, RecommendProductsInput } from './recommendation.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly suggestions: readonly string[]
}

/** Items that have facts of their own, so that an answer may speak of each. */
const TOLD = 10
const TOLD_ALTERNATIVES = 3

export interface ToPresent {
  readonly data: RecommendProductsData
  readonly told: readonly Candidate[]
  readonly alternative: readonly Candidate[]
  readonly shelf: ReadonlyMap<string, ShelfProduct>
  readonly product: ShelfProduct | null
  readonly customerId: string | null
  readonly question: Asked
  readonly input: RecommendProductsInput
  readonly fitted: FittedShop
}

/** Facts and table of a list; every reason with its figures in cells of their own. */
export function presentRecommendations(ctx: ServiceContext, all: ToPresent): Presented {
  const { data, told, alternative, shelf, product, customerId, question, fitted, input } = all
  const nameOf = (id: string): string => productName(shelf.get(id), id, ctx.language)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'strategy', label: 'Strategy', value: question.strategy, unit: 'label' },
    { id: 'listed', label: 'Recommended', value: told.length, unit: 'products' },
    { id: 'personal', label: 'Made from the own history', value: data.personalised ? 'yes' : 'no', unit: 'label' },
    ...(data.not_personal === null
      ? []
      : [{ id: 'not_personal', label: 'Why not personal', value: data.not_personal, unit: 'label' }]),
    ...(customerId === null ? [] : [{ id: 'customer_id', label: 'Customer', value: customerId, unit: 'id' }]),
    ...(product === null ? [] : [{ id: 'product', label: 'Beside', value: nameOf(product.id), unit: 'text' }]),
    ...sourceFacts(question, fitted),
    ...limitFacts(input, ctx.shop.currency),
    { id: 'own_purchases', label: 'Purchases known', value: question.shopper.purchases.length, unit: 'purchases' },
    { id: 'model', label: 'Model', value: fitted.run.id, unit: 'id' },
    { id: 'trained_as_of', label: 'Fitted part as of', value: fitted.run.trainedAsOfDate, unit: 'date' },
    { id: 'model_age_days', label: 'Age of the fitted part', value: fitted.ageDays, unit: 'days' },
    ...diversityFacts(data),
    ...qualityFacts(fitted),
    ...(customerId === null ? [] : freshnessFacts(ctx, all, customerId)),
    ...told.slice(0, TOLD).flatMap((one, i) => itemFacts(one, `item_${i + 1}`, nameOf, ctx.language)),
    ...alternative.slice(0, TOLD_ALTERNATIVES).flatMap(({ productId }, i): Fact[] => [
      { id: `alternative_${i + 1}`, label: `Everybody's ${i + 1}`, value: nameOf(productId), unit: 'text' },
      { id: `alternative_${i + 1}_id`, label: 'Its id', value: productId, unit: 'id' },
    ]),
    ...explainedFacts(all, nameOf, ctx.language),
  ]
  return {
    facts,
    table: tableOf(ctx, told, shelf, nameOf),
    suggestions:
      ctx.language === 'zh'
        ? ['让推荐更多样一些', '解释第一个推荐']
        : ['Make them more varied', 'Explain the first one'],
  }
}

const sourceFacts = ({ source, personalised }: Asked, { parameters }: FittedShop): Fact[] => {
  if (source === null || personalised) return []
  const taste = parameters.sources[source]
  const [category] = taste?.categories[0] ?? []
  return [
    { id: 'source', label: 'Source', value: source, unit: 'text' },
    ...(taste === undefined
      ? []
      : [{ id: 'source_customers', label: 'Customers from it', value: taste.customers, unit: 'customers' }]),
    ...(category === undefined
      ? []
      : [{ id: 'source_category', label: 'What they prefer', value: category, unit: 'text' }]),
  ]
}

const diversityFacts = ({ diversity }: RecommendProductsData): Fact[] => [
  { id: 'diversity', label: 'Diversity', value: diversity.level, unit: 'label' },
  ...(diversity.intra_list_similarity === null
    ? []
    : [
        {
          id: 'list_similarity',
          label: 'Likeness within the list',
          value: diversity.intra_list_similarity,
          unit: 'score',
        },
      ]),
  ...(diversity.undiversified === null
    ? []
    : [{ id: 'plain_similarity', label: 'The same by score alone', value: diversity.undiversified, unit: 'score' }]),
]

const qualityFacts = ({ run }: FittedShop): Fact[] => {
  const { out_of_time: test, baseline, n_test: n } = run.reportCard
  const known = (id: string, label: string, value: number | null | undefined): Fact[] =>
    typeof value === 'number' ? [{ id, label, value, unit: 'ratio', n }] : []
  return [
    ...known('hit_rate', 'Lists of ten with a hit', test['hit_rate_at_10']),
    ...known('popular_hit_rate', 'The same for popularity', baseline.out_of_time['hit_rate_at_10']),
  ]
}

/** How the latest event of the customer bears on the list. */
function freshnessFacts(ctx: ServiceContext, { told, shelf, question }: ToPresent, customerId: string): Fact[] {
  const { lastEventAt, lastEventName, lastEventProduct, lastReceivedAt } = readCustomerFreshness(
    ctx.store,
    customerId,
    ctx.asOf.until,
  )
  const { profileAt, delayMs } = profileMoment(ctx, lastReceivedAt)
  const shown = (instant: number): string => localMinuteOf(new Date(instant).toISOString(), ctx.shop.zone)
  const category = shelf.get(lastEventProduct ?? '')?.category
  const moved = told.filter(({ productId }) => category !== undefined && shelf.get(productId)?.category === category)
  return [
    ...(lastEventAt === null
      ? []
      : [
          { id: 'last_event_at', label: 'Latest event', value: shown(lastEventAt), unit: 'text' },
          { id: 'last_event', label: 'What it was', value: lastEventName, unit: 'label' },
        ]),
    ...(lastEventProduct === null
      ? []
      : [
          {
            id: 'last_event_product',
            label: 'Its product',
            value: productName(shelf.get(lastEventProduct), lastEventProduct, ctx.language),
            unit: 'text',
          },
          { id: 'same_category', label: 'Of its category in the list', value: moved.length, unit: 'products' },
        ]),
    { id: 'profile_at', label: 'Facts up to', value: shown(profileAt), unit: 'text' },
    ...(delayMs === null || !question.personalised
      ? []
      : [{ id: 'profile_delay_ms', label: 'From arrival to use', value: delayMs, unit: 'ms' }]),
  ]
}

function itemFacts(
  { productId, reason }: Candidate,
  prefix: string,
  nameOf: (id: string) => string,
  language: 'en' | 'zh',
): Fact[] {
  const { count, of } = reasonFigures(reason)
  return [
    { id: prefix, label: 'Recommended', value: nameOf(productId), unit: 'text' },
    { id: `${prefix}_id`, label: 'Its id', value: productId, unit: 'id' },
    { id: `${prefix}_why`, label: 'Why', value: reasonText(reason, nameOf, language), unit: 'text' },
    ...(count === null ? [] : [{ id: `${prefix}_count`, label: 'How often', value: count, unit: 'count' }]),
    ...(of === null ? [] : [{ id: `${prefix}_of`, label: 'Of how many', value: of, unit: 'count' }]),
  ]
}

function explainedFacts({ told, input }: ToPresent, nameOf: (id: string) => string, language: 'en' | 'zh'): Fact[] {
  const one = input.explain === undefined ? undefined : told[input.explain - 1]
  if (one === undefined || input.explain === undefined) return []
  return [
    { id: 'explained_place', label: 'Place explained', value: input.explain, unit: 'rank' },
    ...itemFacts(one, 'explained', nameOf, language),
  ]
}

const tableOf = (
  { language, shop: { currency } }: ServiceContext,
  told: readonly Candidate[],
  shelf: ReadonlyMap<string, ShelfProduct>,
  nameOf: (id: string) => string,
): ResultTable => ({
  columns: [
    { key: 'rank', label: 'Place', unit: 'rank' },
    { key: 'product', label: 'Product', unit: 'text' },
    { key: 'product_id', label: 'Id', unit: 'id' },
    { key: 'category', label: 'Category', unit: 'text' },
    { key: 'price', label: 'Price', unit: currency },
    { key: 'score', label: 'Score', unit: 'score' },
    { key: 'reason', label: 'Reason', unit: 'label' },
    { key: 'why', label: 'Why', unit: 'text' },
    { key: 'count', label: 'How often', unit: 'count' },
    { key: 'of', label: 'Of', unit: 'count' },
  ],
  rows: told.map(({ productId, score, reason }, i) => {
    const product = shelf.get(productId)
    return {
      rank: i + 1,
      product: nameOf(productId),
      product_id: productId,
      category: product?.category ?? null,
      price: priceOf(product, currency),
      score,
      reason: reason.code,
      why: reasonText(reason, nameOf, language),
      ...reasonFigures(reason),
    }
  }),
  total_rows: told.length,
})

const priceOf = (product: ShelfProduct | undefined, currency: string): number | null =>
  product?.priceMinor === null || product === undefined ? null : toMajor(product.priceMinor, currency)
