import type { OrderRow } from '../../store/queries/facts/order-facts.ts'
import { canonicalStatus, type OrderDraft } from './order-draft.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import type { WriteFrame } from './write-frame.ts'

const TEXT_FIELDS = [
  'country',
  'region',
  'city',
  'channel',
  'device',
  'source',
  'campaign',
  'coupon',
  'payment',
] as const
const INSTANT_FIELDS = [
  ['shipped_at', 'shippedAt'],
  ['promised_at', 'promisedAt'],
  ['delivered_at', 'deliveredAt'],
] as const
const MONEY_FIELDS = [
  ['order_discount', 'orderDiscountMinor'],
  ['shipping', 'shippingMinor'],
  ['tax', 'taxMinor'],
] as const

/** Sets a property; true when that changed it. */
function set<Key extends keyof OrderRow>(row: OrderRow, key: Key, value: OrderRow[Key]): boolean {
  if (row[key] === value) return false
  row[key] = value
  return true
}

/**
 * Takes what a record says of its order as a whole. The first record of an order in a file may correct what the store
 * holds; later ones only fill what is empty, so that a file which contradicts itself settles the same way every time.
 *
 * @returns whether anything changed
 */
export function mergeHeader(
  frame: WriteFrame,
  draft: OrderDraft,
  values: Values,
  options: { readonly first: boolean; readonly factor: number; readonly instant: number },
): boolean {
  const row = frame.orders.rowOf(draft)
  let changed = draft.before === null && !draft.dirty
  const may = (current: unknown): boolean => options.first || current === null
  const customerId = customerOf(frame, values, options.instant)
  if (customerId !== null && may(row.customerId)) changed = set(row, 'customerId', customerId) || changed
  for (const field of TEXT_FIELDS) {
    const value = textOf(values, field)
    if (value !== null && may(row[field])) changed = set(row, field, value) || changed
  }
  for (const [field, property] of INSTANT_FIELDS) {
    const value = numberOf(values, field)
    if (value !== null && may(row[property])) changed = set(row, property, value) || changed
  }
  for (const [field, property] of MONEY_FIELDS) {
    const value = frame.money.minor(values, field, options.factor)
    if (value === null) continue
    // In a file of lines a discount of nothing says nothing: it stands on the lines that do not carry the order's.
    const silent = property === 'orderDiscountMinor' && frame.description.kind === 'order_lines'
    const takes = silent ? value !== 0 && (options.first || row[property] === 0) : may(row[property])
    if (takes) changed = set(row, property, value) || changed
  }
  const currency = textOf(values, 'currency')
  if (currency !== null && currency !== frame.money.currency && may(row.originalCurrency)) {
    changed = set(row, 'originalCurrency', currency) || changed
  }
  return mergeStatus(row, values, options.first) || changed
}

function mergeStatus(row: OrderRow, values: Values, first: boolean): boolean {
  let changed = false
  const status = textOf(values, 'status')
  const cancelledAt = numberOf(values, 'cancelled_at')
  if (status !== null && first) {
    const canonical = canonicalStatus(status)
    changed = set(row, 'status', canonical)
    if (canonical !== 'cancelled' && cancelledAt === null) changed = set(row, 'cancelledAt', null) || changed
  }
  if (cancelledAt !== null && (first || row.cancelledAt === null)) {
    changed = set(row, 'cancelledAt', cancelledAt) || changed
    if (status === null) changed = set(row, 'status', 'cancelled') || changed
  }
  return changed
}

/** The customer that an order's record names, and what it says of them. */
export const customerOf = (frame: WriteFrame, values: Values, instant: number): string | null =>
  frame.customers.resolve(
    {
      id: textOf(values, 'customer_id'),
      externalId: textOf(values, 'customer_external_id'),
      email: textOf(values, 'customer_email'),
      phone: textOf(values, 'customer_phone'),
      name: textOf(values, 'customer_name'),
      address: textOf(values, 'address'),
    },
    instant,
  )
