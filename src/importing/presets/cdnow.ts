import { both } from '../../lib/bilingual.ts'
import { positionsOf, type Preset, type PresetLayout, type RowShaper } from './preset.ts'

const COLUMNS = ['customer_id', 'date', 'number_of_cds', 'dollar_value'] as const
const FIELDS = [
  'order_id',
  'ordered_at',
  'product_id',
  'quantity',
  'unit_price',
  'customer_id',
  'product_name',
] as const
const SHOWN = {
  order_id: 'customer_id + date + occurrence',
  ordered_at: 'date',
  product_id: "'CD'",
  quantity: 'number_of_cds',
  unit_price: 'dollar_value / number_of_cds',
  customer_id: 'customer_id',
} as const
const NOTES = [
  both('each row is one purchase: one order of one line, product CD', '每行是一次购买：一个订单一行明细，商品为 CD'),
  both('purchases of value 0 count as orders, as the papers do', '金额为 0 的购买也算订单，与论文一致'),
] as const

/** Fraction digits of a unit price that keep quantity x price exact to the cent for any basket below 10,000 CDs. */
const UNIT_DIGITS = 6

/**
 * Two purchases of a customer on a day are two orders (the file gives no times), told apart by the k-th occurrence of
 * that customer and day, so the same file gives the same order ids again.
 */
function shapePurchases(columns: readonly string[]): RowShaper {
  const at = positionsOf(columns, COLUMNS)
  const seen = new Map<string, number>()
  const shaped: string[] = ['', '', 'CD', '', '', '', 'CD']
  return {
    fields: FIELDS,
    shape: (cells) => {
      const customer = cells[at.customer_id] ?? ''
      const date = cells[at.date] ?? ''
      const units = cells[at.number_of_cds] ?? ''
      const dollars = cells[at.dollar_value] ?? ''
      if (!/^\d+$/.test(units) || Number(units) === 0 || !/^-?\d+(\.\d+)?$/.test(dollars)) return 'not_a_number'
      const key = `${customer}-${date}`
      const occurrence = (seen.get(key) ?? 0) + 1
      seen.set(key, occurrence)
      shaped[0] = `${key}-${occurrence}`
      shaped[1] = date
      shaped[3] = units
      shaped[4] = (Number(dollars) / Number(units)).toFixed(UNIT_DIGITS)
      shaped[5] = customer
      return shaped
    },
  }
}

const isDate = (cell: string | undefined): boolean => /^199[78](0[1-9]|1[0-2])\d\d$/.test(cell ?? '')

const shared: Pick<PresetLayout, 'kind' | 'mapping' | 'notes' | 'countsZeroOrders' | 'amountsIn' | 'shaper'> = {
  kind: 'order_lines',
  mapping: SHOWN,
  notes: NOTES,
  countsZeroOrders: true,
  amountsIn: 'USD',
  shaper: ({ columns }) => shapePurchases(columns),
}

/**
 * CDNOW: the purchases of 23,570 people who first bought in early 1997, to mid-1998, and its one-in-ten sample.
 *
 * @see Fader & Hardie (2001), Interfaces 31(3), S94-S107.
 */
export const cdnow: Preset = {
  name: 'cdnow',
  title: 'CDNOW purchases',
  layouts: [
    {
      ...shared,
      title: 'all purchases',
      signature: COLUMNS,
      headless: {
        columns: COLUMNS,
        matches: (rows) => rows.every((row) => row.length === 4 && isDate(row[1]) && /^\d+\.\d\d$/.test(row[3] ?? '')),
      },
    },
    {
      ...shared,
      title: 'the sample, with the customer numbers of all and of the sample',
      signature: ['customer_id', 'sample_id', 'date', 'number_of_cds', 'dollar_value'],
      headless: {
        columns: ['customer_id', 'sample_id', 'date', 'number_of_cds', 'dollar_value'],
        matches: (rows) => rows.every((row) => row.length === 5 && isDate(row[2]) && /^\d+\.\d\d$/.test(row[4] ?? '')),
      },
    },
  ],
}
