import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { CampaignCut } from './campaign-parts.ts'
import { comparisonTable, partsTable, ratesTable, sideBySide } from './campaign-tables.ts'
import type { CampaignReport, EvaluateCampaignData } from './evaluate-campaign.ts'
import type { TotalEffect } from './measure-increment.ts'

/** Fewer people show no pattern. */
const FEWEST_TOLD = 50

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

interface Shown {
  readonly data: EvaluateCampaignData
  /** One campaign in full, or all of them side by side. */
  readonly single: boolean
  readonly by: CampaignCut | null
  readonly waiting: number
}

/** Facts and table of one campaign, its parts, its comparison, or of all campaigns side by side. */
export function presentCampaign(
  { asOf, shop }: Pick<ServiceContext, 'asOf' | 'shop'>,
  { data, single, by, waiting }: Shown,
): Presented {
  const { currency } = shop
  const asOfFact: Fact = { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' }
  const [main] = data.campaigns
  if (!single || main === undefined)
    return { ...sideBySide(data.campaigns, currency), facts: [asOfFact, ...bestFacts(data.campaigns)] }
  const facts: Fact[] = [
    asOfFact,
    ...mainFacts(main, currency),
    ...(waiting === 0 ? [] : [{ id: 'waiting', label: 'Window not over', value: waiting, unit: 'customers' }]),
    ...afterFacts(data),
    ...fatigueFacts(data),
    ...comparisonFacts(data),
    ...data.risks.map((risk, i): Fact => ({ id: `risk_${i + 1}`, label: 'Careful', value: risk, unit: 'label' })),
    ...(data.without_consent === null
      ? []
      : [{ id: 'without_consent', label: 'Reached without consent', value: data.without_consent, unit: 'customers' }]),
    ...(data.overlaps[0] === undefined
      ? []
      : [
          { id: 'overlap', label: 'Overlapping campaign', value: data.overlaps[0].campaign, unit: 'id' },
          { id: 'overlap_customers', label: 'Reached by both', value: data.overlaps[0].customers, unit: 'customers' },
        ]),
    ...(by === null ? [] : [{ id: 'by', label: 'By', value: by, unit: 'label' }]),
    ...(data.parts.length === 1 ? [{ id: 'one_part', label: 'Parts', value: 1, unit: 'groups' }] : []),
  ]
  if (by !== null) return { facts, ...partsTable(data, by) }
  if (data.comparison !== null) return { facts, ...comparisonTable(data.comparison.differences) }
  return { facts, ...ratesTable(main) }
}

const effect = (id: string, label: string, total: TotalEffect, currency: string, n: number): Fact[] => {
  const money = (minor: number): number => toMajor(minor, currency)
  const interval: readonly [number, number] = [money(total.interval[0]), money(total.interval[1])]
  return [
    { id, label, value: money(total.value), unit: currency, n, interval },
    { id: `${id}_low`, label: 'Lower limit (95 %)', value: interval[0], unit: currency },
    { id: `${id}_high`, label: 'Upper limit (95 %)', value: interval[1], unit: currency },
  ]
}

const optional = (id: string, label: string, value: number | string | null, unit: string): Fact[] =>
  value === null ? [] : [{ id, label, value, unit }]

function mainFacts(report: CampaignReport, currency: string): Fact[] {
  const money = (minor: number | null): number | null => (minor === null ? null : toMajor(minor, currency))
  const { attributed, incremental, srm, roi } = report
  return [
    { id: 'campaign', label: 'Campaign', value: report.campaign, unit: 'id' },
    { id: 'name', label: 'Name', value: report.name, unit: 'text' },
    { id: 'starts_on', label: 'From', value: report.starts_on, unit: 'date' },
    ...optional('ends_on', 'To', report.ends_on, 'date'),
    ...optional('channel', 'Channel', report.channel, 'label'),
    { id: 'window_days', label: 'Attribution window', value: report.window_days, unit: 'days' },
    ...(report.sent === 0 ? [] : [{ id: 'sent', label: 'Written to', value: report.sent, unit: 'customers' }]),
    ...(report.held_out === 0
      ? []
      : [{ id: 'held_out', label: 'Held out', value: report.held_out, unit: 'customers' }]),
    ...report.rates.flatMap(({ metric, value, hits, n, interval }): Fact[] =>
      value === null || interval === null
        ? []
        : [
            { id: metric, label: metric, value, unit: 'ratio', n, interval },
            { id: `${metric}_hits`, label: metric, value: hits, unit: 'customers' },
            { id: `${metric}_low`, label: 'Lower limit (95 %)', value: interval[0], unit: 'ratio' },
            { id: `${metric}_high`, label: 'Upper limit (95 %)', value: interval[1], unit: 'ratio' },
          ],
    ),
    ...(srm === null
      ? []
      : [
          { id: 'srm_p', label: 'Sample ratio, p value', value: srm.p, unit: 'p_value' },
          {
            id: srm.mismatch ? 'srm_mismatch' : 'srm_fits',
            label: 'Sample ratio',
            value: srm.mismatch ? 'sample_ratio_mismatch' : 'sample_ratio_fits',
            unit: 'label',
          },
        ]),
    ...(report.sent === 0
      ? []
      : [
          {
            id: 'attributed_customers',
            label: 'Ordered in the window',
            value: attributed.customers,
            unit: 'customers',
          },
          { id: 'attributed_orders', label: 'Orders in the window', value: attributed.orders, unit: 'orders' },
          {
            id: 'attributed_revenue',
            label: 'Attributed net revenue',
            value: money(attributed.revenue_minor),
            unit: currency,
            n: attributed.customers,
          },
        ]),
    ...(attributed.claimed_orders === 0
      ? []
      : [
          { id: 'claimed_orders', label: 'Orders that name it', value: attributed.claimed_orders, unit: 'orders' },
          {
            id: 'claimed_revenue',
            label: 'Their gross revenue',
            value: money(attributed.claimed_revenue_minor),
            unit: currency,
          },
        ]),
    ...(incremental === null
      ? []
      : [
          {
            id: 'incremental_difference',
            label: 'More who ordered',
            value: incremental.difference,
            unit: 'points',
            n: incremental.treated + incremental.held_out,
            interval: incremental.interval,
          },
          { id: 'incremental_low', label: 'Lower limit (95 %)', value: incremental.interval[0], unit: 'points' },
          { id: 'incremental_high', label: 'Upper limit (95 %)', value: incremental.interval[1], unit: 'points' },
          { id: 'incremental_p', label: 'p value', value: incremental.p, unit: 'p_value' },
          { id: 'treated_rate', label: 'Ordered, written to', value: incremental.treated_rate, unit: 'ratio' },
          { id: 'held_out_rate', label: 'Ordered, held out', value: incremental.held_out_rate, unit: 'ratio' },
          {
            id: 'incremental_customers',
            label: 'Customers who ordered because of it',
            value: Math.round(incremental.customers.value),
            unit: 'customers',
            interval: incremental.customers.interval,
          },
          ...effect(
            'incremental_revenue',
            'Incremental net revenue',
            incremental.revenue_minor,
            currency,
            incremental.treated,
          ),
          ...(incremental.margin_minor === null
            ? []
            : effect(
                'incremental_margin',
                'Incremental margin',
                incremental.margin_minor,
                currency,
                incremental.treated,
              )),
          incremental.interval[0] > 0
            ? { id: 'worked', label: 'Effect', value: 'campaign_worked', unit: 'label' }
            : incremental.interval[1] < 0
              ? { id: 'harmed', label: 'Effect', value: 'campaign_harmed', unit: 'label' }
              : { id: 'unclear', label: 'Effect', value: 'campaign_unclear', unit: 'label' },
        ]),
    ...optional('cost', 'Cost', money(report.cost_minor), currency),
    ...optional('roi', 'ROI on incremental margin', roi.incremental, 'ratio'),
    ...optional('roi_low', 'Lower limit (95 %)', roi.interval?.[0] ?? null, 'ratio'),
    ...optional('roi_high', 'Upper limit (95 %)', roi.interval?.[1] ?? null, 'ratio'),
    ...optional('roi_attributed', 'ROI on attributed margin', roi.attributed, 'ratio'),
  ]
}

function afterFacts({ after }: EvaluateCampaignData): Fact[] {
  if (after === null) return []
  const { retention, satisfaction, days } = after
  return [
    { id: 'after_days', label: 'Days after the window', value: days, unit: 'days' },
    ...(retention === null
      ? []
      : [
          {
            id: 'retention',
            label: 'Ordered again after',
            value: retention.treated.value,
            unit: 'ratio',
            n: retention.treated.n,
          },
          ...optional('retention_held_out', 'The same, held out', retention.held_out?.value ?? null, 'ratio'),
          ...optional('retention_difference', 'Difference', retention.difference, 'points'),
          ...optional('retention_low', 'Lower limit (95 %)', retention.interval?.[0] ?? null, 'points'),
          ...optional('retention_high', 'Upper limit (95 %)', retention.interval?.[1] ?? null, 'points'),
        ]),
    ...(satisfaction === null
      ? []
      : [
          {
            id: 'satisfaction',
            label: 'Four or five stars after',
            value: satisfaction.value,
            unit: 'ratio',
            n: satisfaction.n,
            interval: satisfaction.interval,
          },
          { id: 'satisfaction_n', label: 'Reviews', value: satisfaction.n, unit: 'reviews' },
        ]),
  ]
}

function fatigueFacts({ fatigue }: EvaluateCampaignData): Fact[] {
  const told = fatigue.filter(({ delivered }) => delivered >= FEWEST_TOLD)
  const [least] = told
  const most = told.at(-1)
  if (least === undefined || most === undefined || least === most) return []
  return [
    { id: 'fatigue_least', label: 'Messages in the month before', value: `contacts_${least.contacts}`, unit: 'label' },
    { id: 'fatigue_least_open', label: 'Open rate', value: least.open_rate, unit: 'ratio', n: least.delivered },
    { id: 'fatigue_most', label: 'Messages in the month before', value: `contacts_${most.contacts}`, unit: 'label' },
    { id: 'fatigue_most_open', label: 'Open rate', value: most.open_rate, unit: 'ratio', n: most.delivered },
  ]
}

function comparisonFacts({ comparison, campaigns }: EvaluateCampaignData): Fact[] {
  if (comparison === null) return []
  const other = campaigns.at(-1)
  return [
    { id: 'compared_with', label: 'Compared with', value: comparison.campaign, unit: 'id' },
    ...optional('compared_name', 'Compared with', other?.name ?? null, 'text'),
    ...comparison.differences.flatMap(({ metric, before, difference, p }): Fact[] => [
      { id: `before_${metric}`, label: metric, value: before, unit: 'ratio' },
      { id: `change_${metric}`, label: metric, value: difference, unit: 'points' },
      { id: `change_${metric}_p`, label: 'p value', value: p, unit: 'p_value' },
    ]),
    ...optional('before_roi', 'ROI before', other?.roi.incremental ?? null, 'ratio'),
  ]
}

/** The campaign that brought most beyond those held out, where any can say. */
function bestFacts(campaigns: readonly CampaignReport[]): Fact[] {
  const [best] = campaigns
    .filter(({ roi }) => roi.incremental !== null)
    .toSorted((a, b) => (b.roi.incremental ?? 0) - (a.roi.incremental ?? 0))
  const without = campaigns.filter(({ incremental }) => incremental === null).length
  return [
    { id: 'campaigns', label: 'Campaigns', value: campaigns.length, unit: 'campaigns' },
    { id: 'without_control', label: 'Of them without anybody held out', value: without, unit: 'campaigns' },
    ...(best === undefined
      ? []
      : [
          { id: 'best', label: 'Highest ROI', value: best.campaign, unit: 'id' },
          { id: 'best_roi', label: 'Its ROI', value: best.roi.incremental, unit: 'ratio' },
          ...optional('best_roi_low', 'Lower limit (95 %)', best.roi.interval?.[0] ?? null, 'ratio'),
          ...optional('best_roi_high', 'Upper limit (95 %)', best.roi.interval?.[1] ?? null, 'ratio'),
        ]),
  ]
}
