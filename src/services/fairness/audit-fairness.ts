import { InvalidInputError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import { readListCounts } from '../../store/queries/recommend/read-list-counts.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { fairnessDefinitions } from './definitions.ts'
import {
  gapsOf,
  groupRates,
  PROTECTED_FIELDS,
  type AuditedGap,
  type GroupRates,
  type ProtectedField,
} from './audit-groups.ts'
import { explainGap, type GapDriver } from './explain-gap.ts'
import { exposureOf, type Exposure } from './exposure-of.ts'
import { AUDITED_MODELS, judgeScores, type JudgedScores } from './judged-scores.ts'
import { auditOffers, type OfferAudit, type OfferRates } from './offers-of.ts'
import { presentFairness } from './present-fairness.ts'

export interface AuditFairnessInput {
  /** value unless given; `offers` audits what was offered and no score. */
  readonly model?: AuditedThing | undefined
  /** gender, age_band and region unless given. */
  readonly groups?: readonly ProtectedField[] | undefined
}

export interface AuditFairnessData {
  readonly model: AuditedThing
  readonly judged_on: string | null
  readonly days: number
  readonly customers: number
  readonly rates: readonly GroupRates[]
  readonly gaps: readonly (AuditedGap & { readonly drivers: readonly GapDriver[] })[]
  /** Names of groups that are too small to be judged in some measure. */
  readonly undecidable: readonly string[]
  /** Share of each group that was shown recommendations; empty where none were shown yet. */
  readonly exposure: readonly Exposure[]
  /** Offers and coupons of the past year by group; empty where there were none. */
  readonly offers: readonly OfferRates[]
  readonly offer_gaps: OfferAudit['gaps']
}

export const AUDITED_THINGS = [...AUDITED_MODELS, 'offers'] as const
export type AuditedThing = (typeof AUDITED_THINGS)[number]

const USUAL: readonly ProtectedField[] = ['gender', 'age_band', 'region']

/** Whether a score singles out, misses or misjudges protected groups unequally; nobody is named. */
export async function auditFairness({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AuditFairnessInput
}): Promise<ServiceResult<AuditFairnessData>> {
  authorise(ctx, 'read:predictions')
  const attributes = [...new Set(input.groups ?? USUAL)]
  if (attributes.length === 0) {
    throw new InvalidInputError('a fairness audit needs at least one attribute to group by', {
      field: 'groups',
      hint: `Use some of: ${PROTECTED_FIELDS.join(', ')}.`,
    })
  }
  const model = input.model ?? 'value'
  const offers = auditOffers(ctx, attributes)
  if (model === 'offers')
    return result(ctx, emptyData(model, offers), null, offers.rates.length === 0 ? noOffers() : null)
  const { scores, gate } = await judgeScores(ctx, model)
  if (scores === null) return result(ctx, emptyData(model, offers), null, gate)
  const byAttribute = attributes.map((attribute) => ({ attribute, rates: groupRates(scores, attribute) }))
  const rates = byAttribute.flatMap((one) => one.rates)
  const lists = readListCounts(ctx.store, ctx.clock())
  const data: AuditFairnessData = {
    model,
    judged_on: dateOfDay(scores.cutDay),
    days: scores.days,
    customers: scores.positions.length,
    rates,
    gaps: byAttribute
      .flatMap((one) => gapsOf(one.attribute, one.rates))
      .map((gap) => ({ ...gap, drivers: gap.verdict === 'within_four_fifths' ? [] : explainGap(scores, gap) })),
    undecidable: rates.filter(({ undecidable }) => undecidable.length > 0).map(({ group }) => group),
    exposure: lists.size === 0 ? [] : attributes.flatMap((attribute) => exposureOf(ctx, attribute, lists)),
    offers: offers.rates,
    offer_gaps: offers.gaps,
  }
  return result(ctx, data, scores, rates.length === 0 ? noGroups(attributes) : null)
}

const emptyData = (model: AuditedThing, offers: OfferAudit): AuditFairnessData => ({
  model,
  judged_on: null,
  days: 0,
  customers: 0,
  rates: [],
  gaps: [],
  undecidable: [],
  exposure: [],
  offers: offers.rates,
  offer_gaps: offers.gaps,
})

const noOffers = (): Gate => ({
  failed: 'offers_of_the_past_year',
  have: 0,
  need: 1,
  pooled_estimate: null,
  opens_on: null,
})

/** Customers of the first attribute: each is in one of its groups. */
const countOf = (offers: readonly OfferRates[]): number =>
  offers.reduce((sum, one) => (one.attribute === offers[0]?.attribute ? sum + one.customers : sum), 0)

const noGroups = (attributes: readonly ProtectedField[]): Gate => ({
  failed: `no customer has a known ${attributes.join(', ')}`,
  have: 0,
  need: 1,
  pooled_estimate: null,
  opens_on: null,
})

function result(
  ctx: ServiceContext,
  data: AuditFairnessData,
  scores: JudgedScores | null,
  gate: Gate | null,
): ServiceResult<AuditFairnessData> {
  return {
    data,
    ...presentFairness(ctx, data, scores, gate),
    gate,
    evidence: {
      period: null,
      population:
        scores !== null
          ? say(ctx, `buyers as of ${dateOfDay(scores.cutDay)}`, `截至 ${dateOfDay(scores.cutDay)} 的买家`)
          : data.model === 'offers'
            ? say(ctx, 'customers, and buyers of the past year', '客户，以及过去一年的买家')
            : say(ctx, 'nobody', '无'),
      rows_used: data.model === 'offers' ? countOf(data.offers) : data.customers,
      rows_left_out: {},
      definition: fairnessDefinitions[ctx.language],
      method: say(
        ctx,
        'out-of-time scores against outcomes by group; Wilson, Newcombe and Katz intervals, Bonferroni over pairs',
        '按组比较时间外评分与实际结果；Wilson、Newcombe 和 Katz 区间，组间比较用 Bonferroni 校正',
      ),
      model:
        scores === null
          ? null
          : {
              id: scores.run.id,
              trained_as_of: scores.run.trainedAsOfDate,
              report_card: scores.run.reportCard,
            },
      sql: [],
    },
    suggestions: ctx.language === 'zh' ? ['流失评分对各年龄段公平吗？'] : ['Is the churn score fair across age bands?'],
  }
}
