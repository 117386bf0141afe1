import { NotFoundError } from '../../lib/errors.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import type { Candidate, CandidateFrame } from './candidate.ts'
import { chooseItems, intraListSimilarity } from './choose-items.ts'
import { newCandidates, popularCandidates } from './common-candidates.ts'
import { findProduct } from './find-product.ts'
import { fittedShop, type FittedShop } from './fitted-shop.ts'
import { emptyRecommendations } from './empty-recommendations.ts'
import { keepImpressions } from './keep-impressions.ts'
import { historyReason } from './personal-candidates.ts'
import { pickCandidates } from './pick-candidates.ts'
import { presentRecommendations } from './present-recommendations.ts'
import { productName } from './product-name.ts'
import { reasonText } from './reason.ts'
import { recommendArticles } from './recommend-articles.ts'
import { recommendDefinitions } from './definitions.ts'
import type { RecommendedItem, RecommendProductsData, RecommendProductsInput } from './recommendation.ts'
import { askedOf, frameFor, type Asked } from './asked.ts'

const LISTED = 10
/** The last place of a list of at least so many goes to something new, so that new things are ever bought. */
const EXPLORED_FROM = 5

/** What to show a customer, a visitor or beside a product, each with a reason that can be counted. */
export async function recommendProducts({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: RecommendProductsInput
}): Promise<ServiceResult<RecommendProductsData>> {
  const customerId = input.customer_id?.trim() ?? null
  authorise(ctx, 'read:catalogue')
  if (customerId !== null) authorise(ctx, 'read:predictions', { customerId })
  const { until } = ctx.asOf
  if (customerId !== null && !readCustomerExists(ctx.store, customerId, until)) {
    throw new NotFoundError('customer', customerId, { hint: 'Take the id from find_customers.' })
  }
  if (input.kind === 'article') return recommendArticles(ctx, input, customerId)
  const shelf = readShelf(ctx.store, until)
  const product = input.product_id === undefined ? null : findProduct(shelf, input.product_id)
  const { fitted, gate } = await fittedShop(ctx)
  if (fitted === null) return emptyRecommendations(ctx, input, gate)
  const question = askedOf(ctx, { input, customerId, shelf, fitted })
  const frame = frameFor(ctx, { question, input, shelf, fitted, product })
  const strategy = input.strategy ?? 'auto'
  const k = input.k ?? LISTED
  const level = input.diversity ?? (strategy === 'auto' && question.personalised ? 'medium' : 'low')
  const candidates = pickCandidates(question.strategy, frame.unknown, frame.any)
  const chosen = withNew(chooseItems(candidates, k, level, shelf), frame.unknown, {
    k,
    personalised: question.personalised,
    isOpen: strategy === 'auto',
  })
  const alternative = popularCandidates(frame.common, k)
  const toItem = (candidate: Candidate): RecommendedItem => itemOf(candidate, shelf, ctx.language)
  const told = chosen.map((candidate) => withCountedReason(candidate, frame.unknown))
  const data: RecommendProductsData = {
    strategy,
    personalised: question.personalised,
    not_personal: question.notPersonal,
    items: told.map(toItem),
    alternative: alternative.map(toItem),
    evaluation: fitted.run.reportCard,
    diversity: {
      level,
      intra_list_similarity: intraListSimilarity(idsOf(told), shelf),
      undiversified: intraListSimilarity(idsOf(candidates.slice(0, k)), shelf),
    },
    model: {
      id: fitted.run.id,
      trained_as_of: fitted.run.trainedAsOfDate,
      age_days: fitted.ageDays,
      stale: fitted.stale,
    },
  }
  // What is asked about the past was shown to nobody.
  if (until === ctx.defaultAsOf.until) {
    keepImpressions(ctx.store, {
      shownAt: ctx.clock(),
      customerId,
      strategy: question.strategy,
      personalised: question.personalised,
      productIds: idsOf(told),
      runId: fitted.run.id,
    })
  }
  return {
    data,
    ...presentRecommendations(ctx, { data, told, alternative, shelf, product, customerId, question, input, fitted }),
    evidence: {
      period: null,
      population:
        customerId === null
          ? say(ctx, 'all customers', '全部客户')
          : say(ctx, `customer ${customerId}`, `客户 ${customerId}`),
      rows_used: question.shopper.history.items.length,
      rows_left_out: {},
      definition: recommendDefinitions[ctx.language],
      method: say(
        ctx,
        `${fitted.parameters.method}; ${question.strategy}, diversity ${level}`,
        `${fitted.parameters.method}；策略 ${question.strategy}，多样性 ${level}`,
      ),
      model: { id: fitted.run.id, trained_as_of: fitted.run.trainedAsOfDate, report_card: fitted.run.reportCard },
      sql: [],
    },
    warnings: warningsFor(ctx, fitted, question),
  }
}

/** Gives the last place of a personal list to something new, unless something new is in it. */
function withNew(
  chosen: readonly Candidate[],
  frame: CandidateFrame,
  { k, personalised, isOpen }: { readonly k: number; readonly personalised: boolean; readonly isOpen: boolean },
): readonly Candidate[] {
  if (!isOpen || !personalised || frame.productId !== null || k < EXPLORED_FROM) return chosen
  const fresh = newCandidates(frame)
  const freshIds = new Set(idsOf(fresh))
  if (chosen.some(({ productId }) => freshIds.has(productId))) return chosen
  const [first] = fresh
  if (first === undefined) return chosen
  const kept = chosen.slice(0, k - 1)
  return [...kept, { ...first, score: Math.min(first.score, kept.at(-1)?.score ?? first.score) }]
}

const withCountedReason = (candidate: Candidate, frame: CandidateFrame): Candidate =>
  candidate.reason.code === 'your_history'
    ? { ...candidate, reason: historyReason(frame, candidate.productId) ?? candidate.reason }
    : candidate

const idsOf = (candidates: readonly Candidate[]): string[] => candidates.map(({ productId }) => productId)

function itemOf(
  { productId, score, reason }: Candidate,
  shelf: ReadonlyMap<string, ShelfProduct>,
  language: 'en' | 'zh',
): RecommendedItem {
  const nameOf = (id: string): string => productName(shelf.get(id), id, language)
  return { product_id: productId, score, reason: { code: reason.code, text: reasonText(reason, nameOf, language) } }
}

function warningsFor(ctx: ServiceContext, fitted: FittedShop, { unknownInSession, notPersonal }: Asked): string[] {
  const warnings: string[] = []
  if (fitted.stale)
    warnings.push(
      say(
        ctx,
        `the fitted part is ${fitted.ageDays} days old; refresh models learns it again`,
        `模型已有 ${fitted.ageDays} 天未更新；运行 refresh models 可重新训练`,
      ),
    )
  if (notPersonal === 'profiling_refused') {
    warnings.push(
      say(
        ctx,
        'the customer withdrew the consent to profiling: the list is the one that everybody gets',
        '该客户已撤回画像同意：所用的是对所有人相同的列表',
      ),
    )
  }
  if (unknownInSession.length > 0) {
    const unknown = unknownInSession.slice(0, 5).join(', ').slice(0, 200)
    warnings.push(say(ctx, `not in the catalogue: ${unknown}`, `商品目录中没有：${unknown}`))
  }
  return warnings
}
