import { bestHours } from '../../compute/timing/send-hours.ts'
import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { BestSendTimeData } from './best-send-time.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
  readonly suggestions: readonly string[]
}

const TOLD = 3
/** "20:00-21:00": an hour as a reader sees it. */
export const clock = (hour: number): string => {
  const two = (value: number): string => `${String(value % 24).padStart(2, '0')}:00`
  return `${two(hour)}-${two(hour + 1)}`
}

/** Facts, table and curve of the hours. */
export function presentSendTime(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  data: BestSendTimeData,
): Presented {
  const best = bestHours(data.hours)
  const worst = best.at(-1)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'goal', label: 'Goal', value: data.goal, unit: 'label' },
    { id: 'zone', label: 'Zone of the hours', value: data.zone, unit: 'text' },
    ...(data.channel === null
      ? []
      : [{ id: 'channel', label: 'Channel', value: data.channel, unit: 'label' } as const]),
    ...(data.customer_id === null
      ? []
      : [{ id: 'customer_id', label: 'Customer', value: data.customer_id, unit: 'id' } as const]),
    ...(data.reason === null
      ? []
      : [{ id: 'reason', label: 'Why no hour', value: data.reason, unit: 'label' } as const]),
    ...(data.own_acts > 0 ? [{ id: 'known', label: 'Own acts known', value: 'yes', unit: 'label' } as const] : []),
    { id: 'own_acts', label: 'Own acts', value: data.own_acts, unit: 'count' },
    { id: 'shop_acts', label: 'Acts of the shop', value: data.shop_acts, unit: 'count' },
    { id: 'customers', label: 'Customers with acts', value: data.customers, unit: 'customers' },
    { id: 'left_out', label: 'Left out for want of consent', value: data.left_out_for_consent, unit: 'customers' },
    ...best.slice(0, TOLD).flatMap(({ hour, rate, interval, lift }, at): Fact[] => [
      { id: `best_${at + 1}`, label: 'Hour', value: clock(hour), unit: 'text' },
      { id: `best_${at + 1}_rate`, label: 'Share', value: rate, unit: 'ratio', n: data.own_acts, interval },
      { id: `best_${at + 1}_low`, label: 'Lower limit (95 %)', value: interval[0], unit: 'ratio' },
      { id: `best_${at + 1}_high`, label: 'Upper limit (95 %)', value: interval[1], unit: 'ratio' },
      { id: `best_${at + 1}_lift`, label: 'Lift', value: lift, unit: 'score' },
    ]),
    ...(worst === undefined
      ? []
      : [
          { id: 'worst', label: 'Least active hour', value: clock(worst.hour), unit: 'text' },
          { id: 'worst_rate', label: 'Share', value: worst.rate, unit: 'ratio' },
        ]),
    ...(data.evaluation === null
      ? []
      : [
          {
            id: 'test_top_3',
            label: 'Latest act in the three best hours',
            value: data.evaluation.top_3,
            unit: 'ratio',
            n: data.evaluation.n,
          },
          {
            id: 'common_top_3',
            label: 'The same with one time for all',
            value: data.evaluation.population_top_3,
            unit: 'ratio',
          },
          { id: 'test_customers', label: 'Customers tested', value: data.evaluation.n, unit: 'customers' },
        ]),
  ]
  const rows = data.hours.map(({ hour, count, rate, interval, lift }) => ({
    hour: clock(hour),
    acts: count,
    hour_share: rate,
    hour_low: interval[0],
    hour_high: interval[1],
    lift,
  }))
  return {
    facts,
    table: {
      columns: [
        { key: 'hour', label: 'Hour', unit: 'text' },
        { key: 'acts', label: 'Acts', unit: 'count' },
        { key: 'hour_share', label: 'Share', unit: 'ratio' },
        { key: 'hour_low', label: 'Lower limit (95 %)', unit: 'ratio' },
        { key: 'hour_high', label: 'Upper limit (95 %)', unit: 'ratio' },
        { key: 'lift', label: 'Lift', unit: 'score' },
      ],
      rows,
      total_rows: rows.length,
    },
    chart: rows.length === 0 ? null : { type: 'bar', x: 'hour', y: ['hour_share'] },
    suggestions: language === 'zh' ? ['高价值客户什么时候最活跃？'] : ['When do our VIPs open e-mails?'],
  }
}
