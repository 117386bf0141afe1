import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import { say } from '../say.ts'
import type { WinbackReadOut } from './read-out-winback.ts'

/** Facts and table of what a plan did. */
export function presentReadOut(
  { shop, asOf, language }: Pick<ServiceContext, 'shop' | 'asOf' | 'language'>,
  readOut: WinbackReadOut,
): { readonly facts: readonly Fact[]; readonly table: ResultTable; readonly warnings: readonly string[] } {
  const { currency } = shop
  const money = (minor: number): number => toMajor(minor, currency)
  const share = (hits: number, n: number): number | null => (n === 0 ? null : hits / n)
  const { incremental_orders: orders, incremental_orders_interval: limits } = readOut
  const { incremental_net_revenue_minor: net, incremental_net_revenue_interval: netLimits } = readOut
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'read_out', label: 'Plan', value: readOut.plan_id, unit: 'id' },
    { id: 'period_from', label: 'From', value: readOut.from, unit: 'date' },
    { id: 'period_to', label: 'To', value: readOut.to, unit: 'date' },
    { id: 'treated', label: 'Written to', value: readOut.treated, unit: 'customers' },
    { id: 'held_out', label: 'Held out', value: readOut.held_out, unit: 'customers' },
    {
      id: 'treated_rate',
      label: 'Ordered, of those written to',
      value: share(readOut.ordered_treated, readOut.treated),
      unit: 'ratio',
      n: readOut.treated,
    },
    {
      id: 'held_out_rate',
      label: 'Ordered, of those held out',
      value: share(readOut.ordered_held_out, readOut.held_out),
      unit: 'ratio',
      n: readOut.held_out,
    },
  ]
  if (readOut.days_left > 0) {
    facts.push({ id: 'days_left', label: 'Days of the window still to come', value: readOut.days_left, unit: 'days' })
  }
  if (orders !== null && limits !== null) {
    facts.push(
      {
        id: 'incremental_orders',
        label: 'Incremental orders',
        value: Math.round(orders * 10) / 10,
        unit: 'orders',
        interval: limits,
      },
      { id: 'incremental_low', label: 'Lower limit (95 %)', value: Math.round(limits[0] * 10) / 10, unit: 'orders' },
      { id: 'incremental_high', label: 'Upper limit (95 %)', value: Math.round(limits[1] * 10) / 10, unit: 'orders' },
    )
    // An interval that holds zero says that chance alone could have done it.
    if (limits[0] <= 0 && limits[1] >= 0) {
      facts.push({ id: 'may_be_chance', label: 'Chance alone may explain it', value: 'yes', unit: 'label' })
    }
  }
  if (net !== null && netLimits !== null) {
    facts.push({
      id: 'incremental_net_revenue',
      label: 'Incremental net revenue',
      value: money(net),
      unit: currency,
      interval: [money(netLimits[0]), money(netLimits[1])],
    })
  }
  return {
    facts,
    table: {
      columns: [
        { key: 'group', label: 'Group', unit: 'label' },
        { key: 'customers', label: 'Customers', unit: 'customers' },
        { key: 'ordered', label: 'Ordered', unit: 'customers' },
        { key: 'rate', label: 'Share', unit: 'ratio' },
      ],
      rows: [
        {
          group: 'written_to',
          customers: readOut.treated,
          ordered: readOut.ordered_treated,
          rate: share(readOut.ordered_treated, readOut.treated),
        },
        {
          group: 'held_out',
          customers: readOut.held_out,
          ordered: readOut.ordered_held_out,
          rate: share(readOut.ordered_held_out, readOut.held_out),
        },
      ],
      total_rows: 2,
    },
    warnings:
      readOut.days_left > 0
        ? [
            say(
              { language },
              'the window is not over: this is what it shows so far',
              '窗口期尚未结束，以下是目前的结果',
            ),
          ]
        : [],
  }
}
