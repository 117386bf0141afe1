import { asOfDate } from '../../lib/as-of.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { productName } from '../recommend/product-name.ts'
import type { DueCustomer, FindRepurchaseDueData, RepurchaseSubject } from './find-repurchase-due.ts'
import type { RepurchaseWindow } from './repurchase-window.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly suggestions: readonly string[]
}

/** Facts and table of who is due. */
export function presentDue(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  {
    data,
    shelf,
    subject,
    window,
    only,
  }: {
    readonly data: FindRepurchaseDueData
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly subject: RepurchaseSubject
    readonly window: RepurchaseWindow
    readonly only: string | undefined
  },
): Presented {
  const nameOf = (item: string): string => (shelf.has(item) ? productName(shelf.get(item), item, language) : item)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'Due from', value: data.window.from, unit: 'date' },
    { id: 'period_to', label: 'Due until', value: dateOfDay(window.toDay - 1), unit: 'date' },
    { id: 'window_days', label: 'Days', value: window.toDay - window.fromDay, unit: 'days' },
    { id: 'due', label: 'Due', value: data.due, unit: 'customers' },
    { id: 'with_own_rhythm', label: 'With a rhythm of their own', value: data.with_own_rhythm, unit: 'customers' },
    { id: 'overdue', label: 'Overdue', value: data.overdue, unit: 'customers' },
    { id: 'left_out', label: 'Refused profiling', value: data.left_out_for_consent, unit: 'customers' },
    ...(subject.kind === 'shop' ? [] : [{ id: 'subject', label: 'What', value: nameOf(subject.name), unit: 'text' }]),
    ...(subject.kind === 'product' ? [{ id: 'product_id', label: 'Product', value: subject.name, unit: 'id' }] : []),
    ...(data.cycle_days === null
      ? []
      : [{ id: 'cycle_days', label: 'Usual cycle', value: Math.round(data.cycle_days), unit: 'days' }]),
    ...(only === undefined ? [] : [{ id: 'customer_id', label: 'Customer', value: only, unit: 'id' }]),
    ...(data.customers[0] === undefined ? [] : firstFacts(data.customers[0], nameOf)),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'customer_id', label: 'Customer', unit: 'id' },
        { key: 'item', label: 'What', unit: 'text' },
        { key: 'due_on', label: 'Due on', unit: 'date' },
        { key: 'earliest', label: 'From', unit: 'date' },
        { key: 'latest', label: 'To', unit: 'date' },
        { key: 'cycle_days', label: 'Cycle', unit: 'days' },
        { key: 'last_bought_on', label: 'Last bought', unit: 'date' },
        { key: 'own_gaps', label: 'Own gaps', unit: 'gaps' },
        { key: 'repeat_share', label: 'Buy again', unit: 'ratio' },
      ],
      rows: data.customers.map((one) => rowOf(one, nameOf)),
      total_rows: data.due,
    },
    suggestions: language === 'zh' ? ['给第一位客户推荐什么？'] : ['What do we recommend to the first of them?'],
  }
}

const firstFacts = (one: DueCustomer, nameOf: (item: string) => string): Fact[] => [
  { id: 'first_customer', label: 'First due', value: one.customer_id, unit: 'id' },
  { id: 'first_item', label: 'Due for', value: nameOf(one.item), unit: 'text' },
  { id: 'first_due_on', label: 'Due on', value: one.due_on, unit: 'date' },
  { id: 'first_earliest', label: 'Earliest (80 %)', value: one.interval[0], unit: 'date' },
  { id: 'first_latest', label: 'Latest (80 %)', value: one.interval[1], unit: 'date' },
  { id: 'first_cycle_days', label: 'Own cycle', value: Math.round(one.cycle_days), unit: 'days' },
]

const rowOf = (one: DueCustomer, nameOf: (item: string) => string): Readonly<Record<string, Cell>> => ({
  customer_id: one.customer_id,
  item: nameOf(one.item),
  due_on: one.due_on,
  earliest: one.interval[0],
  latest: one.interval[1],
  cycle_days: Math.round(one.cycle_days),
  last_bought_on: one.last_bought_on,
  own_gaps: one.own_gaps,
  repeat_share: one.repeat_share,
})
