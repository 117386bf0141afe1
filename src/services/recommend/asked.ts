import { readCustomerRecord } from '../../store/queries/customers/read-customer-record.ts'
import { refusesProfiling } from '../../store/queries/recommend/read-profiling-refusals.ts'
import { isAvailable, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { readSetting } from '../settings/read-setting.ts'
import type { CandidateFrame, Strategy } from './candidate.ts'
import { POOL } from './choose-items.ts'
import type { FittedShop } from './fitted-shop.ts'
import type { NotPersonal, RecommendProductsInput } from './recommendation.ts'
import { productLimits } from './product-limits.ts'
import { shopperHistory, type ShopperHistory } from './shopper-history.ts'

/** Strategies that leave out what the customer has. */
const ONLY_UNKNOWN: readonly Strategy[] = ['auto', 'similar', 'complement', 'bundle', 'new']

/** Who is asked about, and what may be used of them. */
export interface Asked {
  readonly personalised: boolean
  readonly notPersonal: NotPersonal | null
  readonly shopper: ShopperHistory
  readonly source: string | null
  /** The strategy that makes the list: not that asked for where it would need what may not be used. */
  readonly strategy: Strategy
  readonly unknownInSession: readonly string[]
}

const PERSONAL: readonly Strategy[] = ['auto', 'repurchase']

export function askedOf(
  ctx: ServiceContext,
  {
    input,
    customerId,
    shelf,
    fitted,
  }: {
    readonly input: RecommendProductsInput
    readonly customerId: string | null
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly fitted: FittedShop
  },
): Asked {
  const { store, asOf } = ctx
  const refused = customerId !== null && refusesProfiling(store, customerId, asOf.until)
  const asked = input.personalised !== false
  const session = (input.session ?? []).map((id) => id.trim())
  const usable = asked && !refused
  const shopper = shopperHistory(store, {
    customerId: usable ? customerId : null,
    session: usable ? session.filter((id) => shelf.has(id)) : [],
    until: asOf.until,
    itemOf: fitted.itemOf,
  })
  const hasHistory = shopper.history.items.length > 0
  const notPersonal: NotPersonal | null = !asked
    ? 'asked_so'
    : refused
      ? 'profiling_refused'
      : hasHistory
        ? null
        : customerId === null
          ? 'nobody_named'
          : 'no_history'
  const ownSource = usable && customerId !== null ? readCustomerRecord(store, customerId, asOf.until)?.source : null
  const wanted = input.strategy ?? 'auto'
  const withoutPerson = !usable && PERSONAL.includes(wanted) && input.product_id === undefined
  return {
    personalised: hasHistory,
    notPersonal,
    shopper,
    source: usable ? (input.source?.trim() ?? ownSource ?? null) : null,
    strategy: withoutPerson ? 'popular' : wanted,
    unknownInSession: session.filter((id) => !shelf.has(id)),
  }
}

/** The same facts with three rules of what may be shown: nothing bought before, anything, and the same for everybody. */
export function frameFor(
  ctx: ServiceContext,
  {
    question,
    input,
    shelf,
    fitted,
    product,
  }: {
    readonly question: Asked
    readonly input: RecommendProductsInput
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly fitted: FittedShop
    readonly product: ShelfProduct | null
  },
): { readonly unknown: CandidateFrame; readonly any: CandidateFrame; readonly common: CandidateFrame } {
  const sellable = sellableOn(shelf, readSetting(ctx.store, 'recommend_never'))
  const left = new Set(input.exclude)
  const { shopper } = question
  const fits = productLimits(input, ctx.shop.currency)
  const isSellable = (id: string): boolean =>
    sellable.has(id) && id !== product?.id && !left.has(id) && fits(shelf.get(id))
  const isWanted = (id: string): boolean => isSellable(id) && !shopper.unwanted.has(id)
  const hidesPurchased = left.has('purchased') || ONLY_UNKNOWN.includes(question.strategy)
  const base = {
    most: Math.max(POOL, 2 * (input.k ?? 0)),
    fitted,
    shelf,
    shopper,
    asOfDay: ctx.asOf.day,
    until: ctx.asOf.until,
    source: question.source,
    productId: product?.id ?? null,
  }
  return {
    unknown: { ...base, isAllowed: (id) => isWanted(id) && !(hidesPurchased && shopper.purchased.has(id)) },
    any: { ...base, isAllowed: (id) => isWanted(id) && !(left.has('purchased') && shopper.purchased.has(id)) },
    common: { ...base, isAllowed: isSellable },
  }
}

const sold = new WeakMap<
  ReadonlyMap<string, ShelfProduct>,
  { readonly never: string; readonly ids: ReadonlySet<string> }
>()

/** What is in stock and not ruled out by the shop; kept for the shelf, since every list asks of every product. */
function sellableOn(shelf: ReadonlyMap<string, ShelfProduct>, rule: readonly string[]): ReadonlySet<string> {
  const known = sold.get(shelf)
  const key = rule.join('\u0000')
  if (known?.never === key) return known.ids
  const never = new Set(rule.map((one) => one.toLowerCase()))
  const ids = new Set<string>()
  for (const [id, product] of shelf) {
    if (!isAvailable(product) || never.has(id.toLowerCase())) continue
    if (!never.has((product.category ?? '').toLowerCase())) ids.add(id)
  }
  sold.set(shelf, { never: key, ids })
  return ids
}
