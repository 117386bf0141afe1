import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import { readClaimedOrders } from '../../store/queries/campaigns/read-claimed-orders.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { sampleRatioOf, type SampleRatioNote } from '../experiments/sample-ratio-of.ts'
import { loadGroups } from '../experiments/load-groups.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { afterCampaign, campaignRisks, type AfterCampaign, type CampaignRisk } from './after-campaign.ts'
import { measureCampaign, type CampaignOutcome } from './campaign-members.ts'
import { campaignParts, fatigueSteps, type CampaignCut, type CampaignPart, type FatigueStep } from './campaign-parts.ts'
import { campaignRates, isDelivered, type CampaignMetric, type CampaignRate } from './campaign-rates.ts'
import { compareEditions, type EditionDifference } from './compare-editions.ts'
import { campaignDefinitions } from './definitions.ts'
import { campaignWarnings } from './campaign-warnings.ts'
import { campaignsOf, editionBefore, findCampaign } from './find-campaign.ts'
import { measureIncrement, returnOnInvestment, type Increment, type ReturnOnInvestment } from './measure-increment.ts'
import { presentCampaign } from './present-campaign.ts'

export interface EvaluateCampaignInput {
  /** Id or words of the name; all campaigns side by side unless given. */
  readonly campaign?: string | undefined
  /** Another campaign, or `previous` for the edition before. */
  readonly compare_with?: string | undefined
  readonly metrics?: readonly CampaignMetric[] | undefined
  readonly by?: CampaignCut | undefined
  readonly window_days?: number | undefined
  readonly filters?: readonly Filter[] | undefined
}

/** One campaign in figures. Money in minor units. */
export interface CampaignReport {
  readonly campaign: string
  readonly name: string
  readonly channel: string | null
  readonly goal: string | null
  readonly offer: string | null
  readonly starts_on: string
  readonly ends_on: string | null
  readonly window_days: number
  readonly sent: number
  readonly held_out: number
  readonly rates: readonly CampaignRate[]
  readonly srm: SampleRatioNote | null
  readonly attributed: {
    readonly customers: number
    readonly orders: number
    readonly revenue_minor: number
    readonly margin_minor: number | null
    /** Orders that name the campaign themselves. */
    readonly claimed_orders: number
    readonly claimed_revenue_minor: number
  }
  readonly incremental: Increment | null
  readonly cost_minor: number | null
  readonly roi: ReturnOnInvestment
}

/** What the campaign asked about did, in short; all of it null or empty where none was named. */
export interface CampaignAskedAbout {
  readonly campaign: string | null
  readonly rates: readonly CampaignRate[]
  readonly srm: SampleRatioNote | null
  readonly incremental: Increment | null
  readonly attributed: CampaignReport['attributed'] | null
  /** Null where the campaign's cost is not known. */
  readonly cost: { readonly total_minor: number; readonly per_sent_minor: number | null } | null
  readonly roi: ReturnOnInvestment | null
}

export interface EvaluateCampaignData extends CampaignAskedAbout {
  /** The campaign asked about first; without one all of them, the newest first. */
  readonly campaigns: readonly CampaignReport[]
  readonly after: AfterCampaign | null
  readonly fatigue: readonly FatigueStep[]
  readonly parts: readonly CampaignPart[]
  readonly comparison: { readonly campaign: string; readonly differences: readonly EditionDifference[] } | null
  readonly risks: readonly CampaignRisk[]
  readonly overlaps: readonly { readonly campaign: string; readonly customers: number }[]
  readonly without_consent: number | null
}

const WINDOW_DAYS = 7

/** What a campaign did: rates, what it brought beyond those held out, what it cost, what came after. */
export function evaluateCampaign({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: EvaluateCampaignInput
}): ServiceResult<EvaluateCampaignData> {
  authorise(ctx, 'read:predictions')
  const known = campaignsOf(ctx)
  const windowDays = input.window_days ?? WINDOW_DAYS
  const chosen = input.campaign === undefined ? null : findCampaign(known, input.campaign)
  if (chosen === null && known.length === 0) findCampaign(known, '')
  const measured = (chosen === null ? known.toReversed() : [chosen]).map((campaign) =>
    measureOne(ctx, campaign, windowDays, input),
  )
  const [main] = chosen === null ? [] : measured
  const other = main === undefined ? null : otherCampaign(known, main.outcome.campaign, input.compare_with)
  const before = other === null ? null : measureOne(ctx, other, windowDays, input)
  const after = main === undefined ? null : afterCampaign(ctx, main.outcome)
  const notes =
    main === undefined || after === null
      ? { risks: [], overlaps: [], without_consent: null }
      : campaignRisks(ctx, main.outcome, main.report.incremental, after)
  const data: EvaluateCampaignData = {
    ...askedAbout(main?.report ?? null),
    campaigns: [...measured, ...(before === null ? [] : [before])].map(({ report }) => report),
    after,
    fatigue: main === undefined ? [] : fatigueSteps(ctx, main.outcome),
    parts: main === undefined || input.by === undefined ? [] : campaignParts(ctx, main.outcome, input.by),
    comparison:
      main === undefined || before === null
        ? null
        : {
            campaign: before.report.campaign,
            differences: compareEditions(main.report.rates, before.report.rates),
          },
    ...notes,
  }
  const waiting = main?.outcome.waiting ?? 0
  return {
    data,
    ...presentCampaign(ctx, { data, single: main !== undefined, by: input.by ?? null, waiting }),
    evidence: {
      period:
        main === undefined
          ? null
          : {
              from: main.report.starts_on,
              to: dateOfDay(ctx.asOf.day + 1),
              name: main.report.campaign,
            },
      population: main?.population ?? say(ctx, 'customers of every campaign', '所有活动的客户'),
      rows_used: measured.reduce((sum, { outcome }) => sum + outcome.all.length, 0),
      rows_left_out: { ...main?.leftOut, window_not_over: waiting },
      definition: campaignDefinitions[ctx.language],
      method: say(
        ctx,
        'counts; two-proportion and Welch intervals against those held out',
        '计数；与对照组相比的双比例区间和 Welch 区间',
      ),
      model: null,
      sql: [],
    },
    warnings: campaignWarnings(ctx, data, main?.outcome ?? null),
    suggestions: suggestionsFor(ctx.language, main?.report ?? null),
  }
}

const askedAbout = (report: CampaignReport | null): CampaignAskedAbout => ({
  campaign: report?.campaign ?? null,
  rates: report?.rates ?? [],
  srm: report?.srm ?? null,
  incremental: report?.incremental ?? null,
  attributed: report?.attributed ?? null,
  cost:
    report === null || report.cost_minor === null
      ? null
      : {
          total_minor: report.cost_minor,
          per_sent_minor: report.sent === 0 ? null : report.cost_minor / report.sent,
        },
  roi: report?.roi ?? null,
})

interface MeasuredCampaign {
  readonly report: CampaignReport
  readonly outcome: CampaignOutcome
  readonly population: string
  readonly leftOut: Readonly<Record<string, number>>
}

function measureOne(
  ctx: ServiceContext,
  campaign: CampaignRow,
  windowDays: number,
  { filters = [], metrics }: EvaluateCampaignInput,
): MeasuredCampaign {
  if (campaign.costMinor !== null && campaign.costMinor < 0) {
    throw new InvalidInputError(`campaign ${campaign.id} has a negative cost (${campaign.costMinor} minor units)`, {
      field: 'campaign',
      hint: 'A cost is 0 or more: mend it in the file of campaigns and import that again.',
    })
  }
  const loaded = loadGroups(ctx, campaign, filters)
  const outcome = measureCampaign(ctx, campaign, loaded, windowDays)
  const reached = outcome.treated.filter(isDelivered)
  const revenue = reached.reduce((sum, { netMinor }) => sum + netMinor, 0)
  const margin = outcome.marginRate === null ? null : revenue * outcome.marginRate
  const claimed = readClaimedOrders(ctx.store, campaign.id, ctx.asOf.until)
  const increment = measureIncrement(outcome)
  const rates = campaignRates(outcome)
  const { zone } = ctx.shop
  return {
    outcome,
    population: loaded.population,
    leftOut: loaded.leftOut,
    report: {
      campaign: campaign.id,
      name: campaign.name,
      channel: campaign.channel,
      goal: campaign.goal,
      offer: campaign.offer,
      starts_on: dateOfDay(zone.dayOf(campaign.startsAt)),
      ends_on: campaign.endsAt === null ? null : dateOfDay(zone.dayOf(campaign.endsAt)),
      window_days: windowDays,
      sent: outcome.all.filter(({ isControl }) => !isControl).length,
      held_out: outcome.all.filter(({ isControl }) => isControl).length,
      rates: metrics === undefined ? rates : rates.filter(({ metric }) => metrics.includes(metric)),
      srm: sampleRatioOf(loaded.groups),
      attributed: {
        customers: reached.filter(({ orders }) => orders > 0).length,
        orders: reached.reduce((sum, { orders }) => sum + orders, 0),
        revenue_minor: revenue,
        margin_minor: margin,
        claimed_orders: claimed.orders,
        claimed_revenue_minor: claimed.grossMinor,
      },
      incremental: increment,
      cost_minor: campaign.costMinor,
      roi: returnOnInvestment(
        campaign.costMinor,
        increment?.margin_minor ?? null,
        reached.length === 0 ? null : margin,
      ),
    },
  }
}

const EDITION_BEFORE = new Set(['previous', 'last_year', 'year'])

function otherCampaign(
  known: readonly CampaignRow[],
  campaign: CampaignRow,
  wanted: string | undefined,
): CampaignRow | null {
  if (wanted === undefined) return null
  const other = EDITION_BEFORE.has(wanted) ? editionBefore(known, campaign) : findCampaign(known, wanted)
  if (other === null || other.id === campaign.id) {
    throw new InvalidInputError(`there is no other edition of ${campaign.id} to compare it with`, {
      field: 'compare_with',
      hint: `Known campaigns: ${known.map(({ id }) => id).join(', ')}.`,
    })
  }
  return other
}

const suggestionsFor = (language: 'en' | 'zh', report: CampaignReport | null): readonly string[] => {
  if (report === null) return language === 'zh' ? ['最近一次活动的效果如何？'] : ['How did the latest campaign do?']
  return language === 'zh'
    ? [`${report.campaign} 按价值层级看效果如何？`, `${report.campaign} 对哪些客户有效？`]
    : [`How did ${report.campaign} do by value tier?`, `For whom did ${report.campaign} work?`]
}
