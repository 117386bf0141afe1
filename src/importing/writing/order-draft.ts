import type { LineRow, OrderRow, ReturnRow } from '../../store/queries/facts/order-facts.ts'
import type { ProductDimensions } from '../../store/queries/rollups/rollup-deltas.ts'

/** An order as a batch finds it and as the batch leaves it. */
export interface OrderDraft {
  readonly id: string
  /** The row in the store before this batch; null when there is none. */
  readonly before: OrderRow | null
  readonly linesBefore: readonly LineRow[]
  readonly returnsBefore: readonly ReturnRow[]
  /** What is left of `linesBefore` when others have taken the place of some; `lines` begins with these. */
  kept: readonly LineRow[]
  /** Null while only returns have named the order. */
  row: OrderRow | null
  lines: LineRow[]
  returns: ReturnRow[]
  /** Lines of the store by key, and new ones that have ids; made when first asked for. */
  byKey: Map<string, number> | null
  dirty: boolean
}

/** The default of a status that no source gives. */
export const DEFAULT_STATUS = 'completed'

const CANCELLED = /^(cancell?ed|cancel|void|voided|已取消|取消|已关闭|交易关闭)$/i
const TEST = /^(test|测试)$/i

/** Statuses that mean the same, by one name; others in lower case as they are. */
export function canonicalStatus(status: string): string {
  const trimmed = status.trim()
  if (CANCELLED.test(trimmed)) return 'cancelled'
  return TEST.test(trimmed) ? 'test' : trimmed.toLowerCase()
}

export const newOrderRow = (id: string, importId: string): OrderRow => ({
  id,
  customerId: null,
  orderedAt: 0,
  orderedDay: 0,
  status: DEFAULT_STATUS,
  cancelledAt: null,
  hasSale: 0,
  flag: 'incomplete',
  grossMinor: 0,
  units: 0,
  lineCount: 0,
  orderDiscountMinor: 0,
  shippingMinor: null,
  taxMinor: null,
  costMinor: null,
  costedGrossMinor: null,
  originalCurrency: null,
  country: null,
  region: null,
  city: null,
  channel: null,
  device: null,
  source: null,
  campaign: null,
  coupon: null,
  payment: null,
  carrier: null,
  warehouse: null,
  shippedAt: null,
  promisedAt: null,
  deliveredAt: null,
  importId,
  hasHeader: 0,
})

/**
 * Works out what follows from an order's lines: sums, validity, the reason for leaving it out, and lines and returns that
 * carry the order's date and customer. An order without lines keeps the total that its own row declared.
 */
export function settleOrder(
  draft: OrderDraft,
  row: OrderRow,
  frame: {
    readonly dayOf: (instant: number) => number
    readonly productOf: (id: string) => ProductDimensions | null
    readonly countsZeroOrders: boolean
  },
): void {
  row.orderedDay = frame.dayOf(row.orderedAt)
  const incomplete = row.orderedAt === 0 && row.flag === 'incomplete'
  if (row.status === 'cancelled') row.cancelledAt ??= row.orderedAt

  if (draft.lines.length > 0) sumLines(draft.lines, row, frame.productOf)
  const declared = draft.lines.length === 0 && row.hasHeader === 1
  const counted = frame.countsZeroOrders || (row.hasSale === 1 && row.grossMinor === 0)
  const isSale = row.grossMinor > 0 || (hasFineSale(draft.lines, row) && row.grossMinor === 0)
  row.hasSale = isSale || (counted && row.grossMinor === 0 && (declared || draft.lines.length > 0)) ? 1 : 0
  row.flag = incomplete ? 'incomplete' : row.status === 'test' ? 'test' : row.hasSale === 1 ? null : leftOut(draft, row)
}

function sumLines(lines: readonly LineRow[], row: OrderRow, productOf: (id: string) => ProductDimensions | null): void {
  let gross = 0
  let units = 0
  let cost: number | null = null
  let costedGross: number | null = null
  for (const line of lines) {
    if (line.kind !== 'sale') continue
    gross += line.amountMinor
    units += line.quantity
    const unitCost = productOf(line.productId)?.costMinor ?? null
    if (unitCost === null) continue
    cost = (cost ?? 0) + unitCost * line.quantity
    costedGross = (costedGross ?? 0) + line.amountMinor
  }
  row.grossMinor = gross - row.orderDiscountMinor
  row.units = units
  row.lineCount = lines.length
  row.costMinor = cost
  row.costedGrossMinor = costedGross
}

/** Lines priced below the minor unit that round to nothing are sales all the same. */
const hasFineSale = (lines: readonly LineRow[], row: OrderRow): boolean =>
  row.orderDiscountMinor === 0 &&
  lines.some((line) => line.kind === 'sale' && line.discountMinor === 0 && line.unitPriceMicro > 0)

function leftOut(draft: OrderDraft, row: OrderRow): string | null {
  if (draft.lines.length === 0) {
    if (draft.returns.length > 0 || row.grossMinor < 0) return 'negative'
    return row.hasHeader === 1 && row.lineCount === 0 && row.units === 0 && row.grossMinor === 0 ? 'zero' : null
  }
  return row.grossMinor < 0 || draft.lines.some((line) => line.kind === 'adjustment') ? 'negative' : 'zero'
}
