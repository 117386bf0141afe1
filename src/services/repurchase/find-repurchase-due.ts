import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { readProfilingRefusals } from '../../store/queries/recommend/read-profiling-refusals.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { findProduct } from '../recommend/find-product.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { duePurchases, type DuePurchase } from './due-purchases.ts'
import { repurchaseDefinitions } from './definitions.ts'
import { presentDue } from './present-due.ts'
import { resolveRepurchaseWindow, type RepurchaseWindowInput } from './repurchase-window.ts'

export interface FindRepurchaseDueInput {
  readonly product_id?: string | undefined
  readonly category?: string | undefined
  /** The next fourteen days unless given. */
  readonly window?: RepurchaseWindowInput | undefined
  readonly customer_id?: string | undefined
  readonly limit?: number | undefined
}

export interface DueCustomer {
  readonly customer_id: string
  /** What they are due for: a product id, or the category. */
  readonly item: string
  readonly due_on: string
  /** 80 % of purchases came between these dates. */
  readonly interval: readonly [string, string]
  readonly cycle_days: number
  readonly usual_cycle_days: number
  /** Gaps of the customer's own behind the cycle; 0 = the shop's cycle alone. */
  readonly own_gaps: number
  readonly last_bought_on: string
  readonly repeat_share: number | null
}

export interface FindRepurchaseDueData {
  readonly customers: readonly DueCustomer[]
  readonly due: number
  readonly overdue: number
  readonly with_own_rhythm: number
  readonly left_out_for_consent: number
  readonly cycle_days: number | null
  readonly window: { readonly from: string; readonly to: string }
}

const LISTED = 20
/** A product is the customer's own habit from so many gaps on; before, the category speaks. */
const HABIT_GAPS = 2

/** Who is about to run out: customers whose next purchase of a product or category falls in the window. */
export function findRepurchaseDue({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: FindRepurchaseDueInput
}): ServiceResult<FindRepurchaseDueData> {
  const only = input.customer_id?.trim()
  authorise(ctx, 'read:predictions', only === undefined ? {} : { customerId: only })
  if (only !== undefined && !readCustomerExists(ctx.store, only, ctx.asOf.until)) {
    throw new NotFoundError('customer', only, { hint: 'Take the id from find_customers.' })
  }
  const { until, day } = ctx.asOf
  const window = resolveRepurchaseWindow(input.window, day)
  const shelf = readShelf(ctx.store, until)
  const subject = subjectOf(shelf, input)
  const refusals = readProfilingRefusals(ctx.store, until)
  const everything = rhythmsOf(ctx, shelf, subject).filter(
    ({ customerId }) => only === undefined || customerId === only,
  )
  const allowed = everything.filter(({ customerId }) => !refusals.has(customerId))
  const inWindow = (one: DuePurchase): boolean => one.dueDay >= window.fromDay && one.dueDay < window.toDay
  const due = allowed
    .filter(inWindow)
    .toSorted((a, b) => a.dueDay - b.dueDay || b.ownGaps - a.ownGaps || (a.customerId < b.customerId ? -1 : 1))
  const overdue = allowed.filter((one) => one.dueDay <= day && one.highDay > day)
  const mayList = !ctx.actor.sharedChannel || only !== undefined
  const listed = (mayList ? due : []).slice(0, input.limit ?? LISTED)
  const data: FindRepurchaseDueData = {
    customers: listed.map(describe),
    due: due.length,
    overdue: overdue.length,
    with_own_rhythm: due.filter(({ ownGaps }) => ownGaps > 0).length,
    left_out_for_consent: everything.filter((one) => inWindow(one) && refusals.has(one.customerId)).length,
    cycle_days:
      subject.kind === 'shop' ? null : (everything.find(({ name }) => name === subject.name)?.usualDays ?? null),
    window: { from: dateOfDay(window.fromDay), to: dateOfDay(window.toDay) },
  }
  return {
    data,
    ...presentDue(ctx, { data, shelf, subject, window, only }),
    evidence: {
      period: { from: data.window.from, to: data.window.to, name: 'window' },
      population:
        subject.kind === 'shop'
          ? say(ctx, 'customers who bought a product again', '再次购买过某商品的客户')
          : say(ctx, `buyers of ${subject.name}`, `${subject.name} 的买家`),
      rows_used: allowed.length,
      rows_left_out: { profiling_refused: everything.length - allowed.length },
      definition: repurchaseDefinitions[ctx.language],
      method: say(
        ctx,
        "last purchase + the customer's own median gap, shrunk to the product's cycle and that to the category's",
        '上次购买时间 + 客户自己的间隔中位数（向商品周期收缩，商品周期再向品类周期收缩）',
      ),
      model: null,
      sql: [],
    },
    warnings:
      everything.length > 0 && everything.every(({ ownGaps }) => ownGaps === 0)
        ? [
            say(
              ctx,
              'nobody bought it a second time yet: the cycle is that of similar products',
              '还没有人再次购买过：周期取自同类商品',
            ),
          ]
        : [],
  }
}

/** What the question is about. */
export type RepurchaseSubject =
  | { readonly kind: 'product'; readonly name: string }
  | { readonly kind: 'category'; readonly name: string }
  | { readonly kind: 'shop'; readonly name: null }

function subjectOf(shelf: ReadonlyMap<string, ShelfProduct>, input: FindRepurchaseDueInput): RepurchaseSubject {
  if (input.product_id !== undefined && input.category !== undefined) {
    throw new InvalidInputError('a question is about a product or a category, not both', {
      field: 'category',
      hint: 'Leave one of product_id and category out.',
    })
  }
  if (input.product_id !== undefined) return { kind: 'product', name: findProduct(shelf, input.product_id).id }
  if (input.category === undefined) return { kind: 'shop', name: null }
  const wanted = input.category.trim().toLowerCase()
  const categories = [...new Set([...shelf.values()].map(({ category }) => category))].filter((one) => one !== null)
  const category = categories.find((one) => one.toLowerCase() === wanted)
  if (category !== undefined) return { kind: 'category', name: category }
  throw new NotFoundError('category', input.category.slice(0, 80), {
    hint: `Categories are: ${categories.slice(0, 20).join(', ')}.`,
  })
}

/** One rhythm a customer: of the product; of the category's product they keep to, else of the category; of the shop, their nearest. */
function rhythmsOf(
  { store, asOf }: Pick<ServiceContext, 'store' | 'asOf'>,
  shelf: ReadonlyMap<string, ShelfProduct>,
  subject: RepurchaseSubject,
): readonly DuePurchase[] {
  const frame = { until: asOf.until, asOfDay: asOf.day }
  const ofProducts = duePurchases(store, { ...frame, level: 'product' })
  if (subject.kind === 'product') return ofProducts.filter(({ name }) => name === subject.name)
  if (subject.kind === 'shop') return ofProducts.filter(({ ownGaps }) => ownGaps >= HABIT_GAPS)
  const habits = new Map<string, DuePurchase>()
  for (const one of ofProducts) {
    if (one.ownGaps < HABIT_GAPS || shelf.get(one.name)?.category !== subject.name) continue
    const known = habits.get(one.customerId)
    if (known === undefined || one.ownGaps > known.ownGaps) habits.set(one.customerId, one)
  }
  return duePurchases(store, { ...frame, level: 'category' })
    .filter(({ name }) => name === subject.name)
    .map((one) => habits.get(one.customerId) ?? one)
}

const describe = (one: DuePurchase): DueCustomer => ({
  customer_id: one.customerId,
  item: one.name,
  due_on: dateOfDay(one.dueDay),
  interval: [dateOfDay(one.lowDay), dateOfDay(one.highDay)],
  cycle_days: one.cycleDays,
  usual_cycle_days: one.usualDays,
  own_gaps: one.ownGaps,
  last_bought_on: dateOfDay(one.lastDay),
  repeat_share: one.repeatShare,
})
