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
  'carrier',
  'warehouse',
] as const
type TextField = (typeof TEXT_FIELDS)[number]
type InstantField = 'shippedAt' | 'promisedAt' | 'deliveredAt'
type MoneyField = 'orderDiscountMinor' | 'shippingMinor' | 'taxMinor'
type HeaderField =
  | { readonly type: 'text'; readonly property: TextField }
  | { readonly type: 'instant'; readonly property: InstantField }
  | { readonly type: 'money'; readonly property: MoneyField }
  | { readonly type: 'currency' | 'status' | 'person' }

/** Fields that tell who a customer is besides an id. */
const PERSON = ['customer_external_id', 'customer_email', 'customer_phone', 'customer_name', 'address'] as const

/** What each field of a record says of its order. A record names few of them, so they are looked up and not asked for. */
const HEADER_FIELDS: ReadonlyMap<string, HeaderField> = new Map<string, HeaderField>([
  ...TEXT_FIELDS.map((property) => [property, { type: 'text', property }] as const),
  ['shipped_at', { type: 'instant', property: 'shippedAt' }],
  ['promised_at', { type: 'instant', property: 'promisedAt' }],
  ['delivered_at', { type: 'instant', property: 'deliveredAt' }],
  ['order_discount', { type: 'money', property: 'orderDiscountMinor' }],
  ['shipping', { type: 'money', property: 'shippingMinor' }],
  ['tax', { type: 'money', property: 'taxMinor' }],
  ['currency', { type: 'currency' }],
  ['status', { type: 'status' }],
  ['cancelled_at', { type: 'status' }],
  ...PERSON.map((name) => [name, { type: 'person' }] as const),
])

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
  let saysStatus = false
  let saysWho = false
  for (const name in values) {
    const field = HEADER_FIELDS.get(name)
    if (field === undefined) continue
    if (field.type === 'person') saysWho = true
    else if (field.type === 'status') saysStatus = true
    else if (mergeField(frame, row, values, { name, field, ...options })) changed = true
  }
  const customerId = saysWho ? customerOf(frame, values, options.instant) : textOf(values, 'customer_id')
  if (customerId !== null && (options.first || row.customerId === null) && row.customerId !== customerId) {
    row.customerId = customerId
    changed = true
  }
  return (saysStatus && mergeStatus(row, values, options.first)) || changed
}

function mergeField(
  frame: WriteFrame,
  row: OrderRow,
  values: Values,
  at: { readonly name: string; readonly field: HeaderField; readonly first: boolean; readonly factor: number },
): boolean {
  const { field, first } = at
  switch (field.type) {
    case 'text': {
      const value = textOf(values, at.name)
      return value !== null && (first || row[field.property] === null) && set(row, field.property, value)
    }
    case 'instant': {
      const value = numberOf(values, at.name)
      return value !== null && (first || row[field.property] === null) && set(row, field.property, value)
    }
    case 'money': {
      const value = frame.money.minor(values, at.name, at.factor)
      if (value === null) return false
      // In a file of lines a discount of nothing says nothing: it stands on the lines that do not carry the order's.
      const silent = field.property === 'orderDiscountMinor' && frame.description.kind === 'order_lines'
      const takes = silent ? value !== 0 && (first || row[field.property] === 0) : first || row[field.property] === null
      return takes && set(row, field.property, value)
    }
    case 'currency': {
      const value = textOf(values, at.name)
      const foreign = value !== null && value !== frame.money.currency
      return foreign && (first || row.originalCurrency === null) && set(row, 'originalCurrency', value)
    }
    case 'status':
    case 'person':
      return false
  }
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
export function customerOf(frame: WriteFrame, values: Values, instant: number): string | null {
  const id = textOf(values, 'customer_id')
  if (!PERSON.some((field) => field in values)) return id
  return frame.customers.resolve(
    {
      id,
      externalId: textOf(values, 'customer_external_id'),
      email: textOf(values, 'customer_email'),
      phone: textOf(values, 'customer_phone'),
      name: textOf(values, 'customer_name'),
      address: textOf(values, 'address'),
    },
    instant,
  )
}
