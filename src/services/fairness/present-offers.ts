import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, Gate, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AuditFairnessData } from './audit-fairness.ts'
import type { OfferAudit, OfferRates } from './offers-of.ts'
import { shareCells } from './share-cells.ts'

/** Gaps of offers that an answer may list one by one. */
const LISTED = 6

/** The widest gaps in offers, as facts; the first of them is what an answer leads with. */
export function offerFacts(gaps: OfferAudit['gaps']): Fact[] {
  const broken = gaps.filter(({ verdict }) => verdict === 'below_four_fifths')
  const driver = broken[0]?.drivers[0]
  return [
    ...(gaps.length === 0 ? [] : [count('offer_gaps', 'Gaps in offers', gaps.length)]),
    ...(broken.length === 0 ? [] : [count('offers_broken', 'Gaps below four fifths', broken.length)]),
    ...(driver === undefined
      ? []
      : [{ id: 'offer_driver', label: 'They differ most in', value: driver.factor, unit: 'label' } as const]),
    ...gaps
      .toSorted((a, b) => Number(b.verdict === 'below_four_fifths') - Number(a.verdict === 'below_four_fifths'))
      .slice(0, LISTED)
      .flatMap((gap, i): Fact[] => [
        { id: `offer_${i + 1}_attribute`, label: 'Groups by', value: gap.attribute, unit: 'label' },
        { id: `offer_${i + 1}_measure`, label: 'Measure', value: gap.measure, unit: 'label' },
        { id: `offer_${i + 1}_highest`, label: 'Highest', value: gap.highest, unit: 'label' },
        { id: `offer_${i + 1}_lowest`, label: 'Lowest', value: gap.lowest, unit: 'label' },
        { id: `offer_${i + 1}_gap`, label: 'Gap', value: gap.gap, unit: 'points', interval: gap.interval },
        { id: `offer_${i + 1}_low`, label: 'Lower limit (95 %)', value: gap.interval[0], unit: 'points' },
        { id: `offer_${i + 1}_high`, label: 'Upper limit (95 %)', value: gap.interval[1], unit: 'points' },
        {
          id: `offer_${i + 1}_ratio`,
          label: 'Lowest over highest',
          value: gap.ratio,
          unit: 'score',
          interval: gap.ratio_interval,
        },
        { id: `offer_${i + 1}_verdict`, label: 'Verdict', value: gap.verdict, unit: 'label' },
      ]),
  ]
}

const count = (id: string, label: string, value: number): Fact => ({ id, label, value, unit: 'gaps' })

/** An audit of offers alone: their gaps and a table of every group's shares. */
export function presentOffers(
  ctx: ServiceContext,
  { offers, offer_gaps: gaps }: AuditFairnessData,
  gate: Gate | null,
): { readonly facts: readonly Fact[]; readonly table: ResultTable | null; readonly chart: null } {
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'model', label: 'Audited', value: 'score_offers', unit: 'label' },
      ...(gate === null
        ? []
        : [{ id: 'gate_reason', label: 'What is missing', value: gate.failed, unit: 'text' } as const]),
      ...(offers.length === 0 ? [] : [count('offers_audited', 'Groups', offers.length)]),
      ...offerFacts(gaps),
    ],
    table: offers.length === 0 ? null : tableOf(offers),
    chart: null,
  }
}

function tableOf(offers: readonly OfferRates[]): ResultTable {
  return {
    columns: [
      { key: 'attribute', label: 'Groups by', unit: 'label' },
      { key: 'group', label: 'Group', unit: 'label' },
      { key: 'customers', label: 'Customers', unit: 'customers' },
      { key: 'offered', label: 'Reached by an offer', unit: 'ratio' },
      { key: 'offered_low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'offered_high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'coupon_used', label: 'Used a coupon', unit: 'ratio' },
      { key: 'coupon_used_low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'coupon_used_high', label: 'Upper limit (95 %)', unit: 'ratio' },
    ],
    rows: offers.map((one) => ({
      attribute: one.attribute,
      group: one.group,
      customers: one.customers,
      ...shareCells('offered', one.offered),
      ...shareCells('coupon_used', one.coupon_used),
    })),
    total_rows: offers.length,
  }
}
