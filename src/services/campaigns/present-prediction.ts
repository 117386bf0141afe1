import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { PredictCampaignData } from './predict-campaign.ts'

/** Facts and table of what a planned campaign should do. */
export function presentPrediction(
  { asOf }: Pick<ServiceContext, 'asOf'>,
  data: PredictCampaignData,
  gate: Gate | null,
): { readonly facts: readonly Fact[]; readonly table: ResultTable; readonly chart: ResultChart | null } {
  const { incremental, basis } = data
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'channel', label: 'Channel', value: data.channel, unit: 'label' },
    ...(data.offer === null ? [] : [{ id: 'offer', label: 'Offer', value: `offer_${data.offer}`, unit: 'label' }]),
    ...(data.when === null ? [] : [{ id: 'when', label: 'When', value: data.when, unit: 'text' }]),
    { id: 'audience', label: 'Customers in the audience', value: data.audience_size, unit: 'customers' },
    { id: 'reachable', label: 'Reachable', value: data.reachable, unit: 'customers' },
    ...(gate === null ? [] : [{ id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' }]),
    { id: 'likes', label: 'Past campaigns of the kind', value: basis.campaigns.length, unit: 'campaigns' },
    ...(gate === null ? [{ id: 'basis', label: 'Basis', value: `basis_${basis.kind}`, unit: 'label' }] : []),
    ...(basis.campaigns.length === 0
      ? []
      : [{ id: 'like_names', label: 'Past campaigns', value: basis.campaigns.join(', '), unit: 'text' }]),
    ...data.rates.flatMap(({ metric, value, interval, customers, customers_interval: range }): Fact[] => [
      { id: metric, label: metric, value, unit: 'ratio', interval },
      { id: `${metric}_low`, label: 'Lower limit (95 %)', value: interval[0], unit: 'ratio' },
      { id: `${metric}_high`, label: 'Upper limit (95 %)', value: interval[1], unit: 'ratio' },
      { id: `${metric}_customers`, label: metric, value: customers, unit: 'customers', interval: range },
    ]),
    ...(incremental === null
      ? []
      : [
          {
            id: 'incremental',
            label: 'Beyond those held out',
            value: incremental.value,
            unit: 'points',
            interval: incremental.interval,
          },
          { id: 'incremental_low', label: 'Lower limit (95 %)', value: incremental.interval[0], unit: 'points' },
          { id: 'incremental_high', label: 'Upper limit (95 %)', value: incremental.interval[1], unit: 'points' },
        ]),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'metric', label: 'Figure', unit: 'label' },
        { key: 'value', label: 'Expected', unit: 'ratio' },
        { key: 'low', label: 'Lower limit (95 %)', unit: 'ratio' },
        { key: 'high', label: 'Upper limit (95 %)', unit: 'ratio' },
        { key: 'customers', label: 'Customers', unit: 'customers' },
      ],
      rows: data.rates.map(({ metric, value, interval, customers }) => ({
        metric,
        value,
        low: interval[0],
        high: interval[1],
        customers,
      })),
      total_rows: data.rates.length,
    },
    chart: data.rates.length > 1 ? { type: 'bar', x: 'metric', y: ['value'] } : null,
  }
}
