import { diversify } from '../../compute/recommend/diversify.ts'
import { RANK_WEIGHTS } from '../../compute/search/rank-weights.ts'
import { NotFoundError } from '../../lib/errors.ts'
import { toMinor } from '../../lib/money.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { refusesProfiling } from '../../store/queries/recommend/read-profiling-refusals.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { listLikeness } from '../recommend/choose-items.ts'
import { fittedShop, type FittedShop } from '../recommend/fitted-shop.ts'
import type { NotPersonal } from '../recommend/recommendation.ts'
import { shopperHistory, type ShopperHistory } from '../recommend/shopper-history.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { clickFeedback } from './click-feedback.ts'
import { searchDefinitions } from './definitions.ts'
import { facetsOf, meantBy } from './facets.ts'
import { matchProducts, type MatchedProducts } from './match-products.ts'
import { presentSearch } from './present-search.ts'
import { priceBands } from './price-bands.ts'
import { productFilter } from './product-filter.ts'
import { rankProducts, type RankedProduct } from './rank-products.ts'
import { recoveryOf, shownInstead } from './recover.ts'
import type { SearchProductsData, SearchProductsInput } from './search-question.ts'
import { searchReasonText } from './search-reason.ts'
import { shopperParts, type ShopperParts } from './shopper-parts.ts'
import { unsearched } from './shop-index.ts'
import { whyFound } from './why-found.ts'
import { productName } from '../recommend/product-name.ts'

const LISTED = 10
/** How much the score counts against likeness, where a query finds things of several kinds. */
const RELEVANCE = 0.9
const POOL = 100

interface Shopper {
  readonly facts: ShopperHistory
  readonly parts: ShopperParts
}

/** Products for a query in the customer's order, with the order that everybody gets beside it. */
export async function searchProducts({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: SearchProductsInput
}): Promise<ServiceResult<SearchProductsData>> {
  const customerId = input.customer_id?.trim() ?? null
  authorise(ctx, 'read:catalogue')
  if (customerId !== null) authorise(ctx, 'read:predictions', { customerId })
  const { store, asOf, shop, language } = ctx
  if (customerId !== null && !readCustomerExists(store, customerId, asOf.until)) {
    throw new NotFoundError('customer', customerId, { hint: 'Take the id from find_customers.' })
  }
  const shelf = readShelf(store, asOf.until)
  const matched = matchProducts(ctx, input.query, shelf, productFilter(input.filters ?? [], ctx.frame))
  // Without orders there is no popularity and no taste: the words alone decide.
  const { fitted } = await fittedShop(ctx)
  const { shopper, notPersonal } = shopperOf(ctx, customerId, shelf, fitted)
  const feedback = clickFeedback(ctx, fitted, input.query)
  const ranked = rankProducts(matched.available, {
    weights: fitted?.parameters.searchWeights ?? RANK_WEIGHTS,
    buyersOf: (id) => fitted?.parameters.recent.buyers[fitted.itemOf(id)] ?? 0,
    feedback,
    shopper: shopper?.parts ?? null,
  })
  const k = input.k ?? LISTED
  const left = unsearched(ctx.store, ctx.asOf.until)
  const chosen = varied(ranked, k, matched)
  const nameOf = (id: string): string => productName(shelf.get(id), id, language)
  const told = chosen.map((one) => ({ one, reason: whyFound(one, fitted, feedback, shopper) }))
  const products = ranked.map(({ product }) => product)
  const facets = facetsOf(products, priceBands(shelf))
  const instead = shownInstead(matched, shelf, fitted)
  const neutral = ranked.toSorted((a, b) => a.neutralRank - b.neutralRank).slice(0, k)
  const minor = (amount: number | null): number | null => (amount === null ? null : toMinor(amount, shop.currency))
  const data: SearchProductsData = {
    query: matched.query.slice(0, 200),
    items: told.map(({ one, reason }, at) => ({
      product_id: one.product.id,
      rank: at + 1,
      neutral_rank: one.neutralRank,
      score: one.score,
      parts: one.parts,
      reason: { code: reason.code, text: searchReasonText(reason, nameOf, language) },
    })),
    neutral: neutral.map(({ product, neutralScore }) => ({ product_id: product.id, score: neutralScore })),
    matched: ranked.length,
    left_out_of_stock: matched.unavailable.length,
    words: matched.words.map(({ word, kind, readAs, dropped }) => ({ word, kind, read_as: readAs, dropped })),
    intent: {
      category: meantBy(facets.category, products.length),
      kind: meantBy(facets.kind, products.length),
      brand: meantBy(facets.brand, products.length),
      price_band: matched.wish.band,
      price_from_minor: minor(matched.wish.atLeast),
      price_to_minor: minor(matched.wish.atMost),
    },
    facets,
    recovery: recoveryOf(matched),
    instead: instead.map(({ id, reason }) => ({ product_id: id, reason })),
    personalised: shopper !== null,
    not_personal: notPersonal,
  }
  return {
    data,
    ...presentSearch(ctx, { data, told, neutral, shelf, customerId }),
    evidence: {
      period: null,
      population:
        customerId === null
          ? say(ctx, 'all customers', '全部客户')
          : say(ctx, `customer ${customerId}`, `客户 ${customerId}`),
      rows_used: ranked.length,
      rows_left_out: { out_of_stock: matched.unavailable.length, ...(left > 0 ? { sold_least: left } : {}) },
      definition: searchDefinitions[language],
      method: say(
        ctx,
        'BM25 over words and pairs of characters, popularity, clicks behind the same search, and parts of the own history; weighted sum',
        '字词与字对的 BM25、热度、同一搜索后的点击以及个人历史各项的加权和',
      ),
      model:
        fitted === null
          ? null
          : { id: fitted.run.id, trained_as_of: fitted.run.trainedAsOfDate, report_card: fitted.run.reportCard },
      sql: [],
    },
    warnings: [
      ...(left > 0
        ? [
            say(
              ctx,
              `the catalogue is too large to be searched whole: the ${left} products that sold least were not looked at`,
              `商品目录过大，无法全部搜索：销量最低的 ${left} 款商品未纳入`,
            ),
          ]
        : []),
      ...(notPersonal === 'profiling_refused'
        ? [
            say(
              ctx,
              'the customer withdrew the consent to profiling: the order is the one that everybody gets',
              '该客户已撤回画像同意：所用的是对所有人相同的排序',
            ),
          ]
        : []),
      ...(matched.unread
        ? [say(ctx, 'the query is long: only its first words were read', '搜索词过长：只读取了开头的词')]
        : []),
    ],
  }
}

/** What may be used of who asks. */
function shopperOf(
  { store, asOf }: ServiceContext,
  customerId: string | null,
  shelf: ReadonlyMap<string, ShelfProduct>,
  fitted: FittedShop | null,
): { readonly shopper: Shopper | null; readonly notPersonal: NotPersonal | null } {
  if (customerId === null) return { shopper: null, notPersonal: 'nobody_named' }
  if (refusesProfiling(store, customerId, asOf.until)) return { shopper: null, notPersonal: 'profiling_refused' }
  if (fitted === null) return { shopper: null, notPersonal: 'no_history' }
  const facts = shopperHistory(store, { customerId, session: [], until: asOf.until, itemOf: fitted.itemOf })
  if (facts.history.items.length === 0) return { shopper: null, notPersonal: 'no_history' }
  return { shopper: { facts, parts: shopperParts(facts, shelf, fitted) }, notPersonal: null }
}

/** The best k; of a query that finds several kinds of things, not only the first of them. */
function varied(ranked: readonly RankedProduct[], k: number, { available }: MatchedProducts): readonly RankedProduct[] {
  const kinds = new Set(available.map(({ product }) => product.subcategory ?? product.category))
  if (kinds.size < 2 || ranked.length <= k) return ranked.slice(0, k)
  const pool = ranked.slice(0, Math.max(POOL, 2 * k))
  const scored = pool.map(({ score }, item) => ({ item, score }))
  return diversify(scored, k, RELEVANCE, (a, b) => listLikeness(pool[a]?.product, pool[b]?.product)).flatMap(
    ({ item }) => pool[item] ?? [],
  )
}
