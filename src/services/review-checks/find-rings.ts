import { groupBy } from '../../lib/group-by.ts'
import { connectedGroups } from '../../compute/linkage/connected-groups.ts'
import type { BookReview } from '../reviews/review-book.ts'
import type { CopyGroup } from './find-copies.ts'

export const RING_SIGNS = ['shared_words', 'same_days', 'same_product', 'shared_device'] as const
export type RingSign = (typeof RING_SIGNS)[number]

/** Accounts that write as one: the same words within days, about the same thing, or from the same device. */
export interface Ring {
  readonly accounts: readonly string[]
  /** In the order of writing. */
  readonly reviews: readonly BookReview[]
  readonly products: readonly string[]
  readonly signs: readonly RingSign[]
}

/** Copies that lie further apart in time are copies, but no ring. */
const DAYS_APART = 7
const FEWEST_ACCOUNTS = 3

/**
 * Rings among the writers of copies. Copies of one text within a week of each other join their writers; groups of different
 * texts about one product in the same days join; accounts with one device or contact join.
 */
export function findRings(
  copies: readonly CopyGroup[],
  shared: readonly { readonly customerIds: readonly string[] }[],
): readonly Ring[] {
  const reviews = copies.flatMap((group) => group.reviews).filter(({ customerId }) => customerId !== null)
  const position = new Map(reviews.map((review, at) => [review.id, at]))
  const pairs: [number, number][] = []
  const join = (a: BookReview | undefined, b: BookReview | undefined): void => {
    const [one, other] = [position.get(a?.id ?? ''), position.get(b?.id ?? '')]
    if (one !== undefined && other !== undefined) pairs.push([one, other])
  }
  for (const group of copies) {
    const own = group.reviews.filter(({ customerId }) => customerId !== null)
    for (const [at, review] of own.entries()) {
      const next = own[at + 1]
      if (next !== undefined && next.writtenDay - review.writtenDay <= DAYS_APART) join(review, next)
    }
  }
  joinNeighbours(reviews, join)
  const byAccount = groupBy(reviews, ({ customerId }) => customerId ?? '')
  for (const own of byAccount.values()) for (const review of own.slice(1)) join(own[0], review)
  const devices = new Set<string>()
  for (const { customerIds } of shared) {
    const [first, ...others] = customerIds.filter((id) => byAccount.has(id))
    if (first === undefined || others.length === 0) continue
    for (const id of [first, ...others]) devices.add(id)
    for (const id of others) join(byAccount.get(first)?.[0], byAccount.get(id)?.[0])
  }
  return connectedGroups(reviews.length, pairs)
    .map((members) =>
      ringOf(
        members.flatMap((at) => reviews[at] ?? []),
        devices,
      ),
    )
    .filter(({ accounts }) => accounts.length >= FEWEST_ACCOUNTS)
    .toSorted((a, b) => b.accounts.length - a.accounts.length)
}

/** Copies about one product on the same or the next day, whatever their text. */
function joinNeighbours(reviews: readonly BookReview[], join: (a: BookReview, b: BookReview) => void): void {
  for (const [product, own] of groupBy(reviews, ({ productId }) => productId)) {
    if (product === null) continue
    const sorted = own.toSorted((a, b) => a.writtenAt - b.writtenAt)
    for (const [at, review] of sorted.entries()) {
      const next = sorted[at + 1]
      if (next !== undefined && next.writtenDay - review.writtenDay <= 1) join(review, next)
    }
  }
}

function ringOf(members: readonly BookReview[], devices: ReadonlySet<string>): Ring {
  const reviews = members.toSorted((a, b) => a.writtenAt - b.writtenAt || (a.id < b.id ? -1 : 1))
  const accounts = [...new Set(reviews.flatMap(({ customerId }) => customerId ?? []))].toSorted()
  const products = [...new Set(reviews.flatMap(({ productId }) => productId ?? []))].toSorted()
  const days = (reviews.at(-1)?.writtenDay ?? 0) - (reviews[0]?.writtenDay ?? 0)
  return {
    accounts,
    reviews,
    products,
    signs: [
      'shared_words',
      ...(days <= DAYS_APART ? (['same_days'] as const) : []),
      ...(products.length === 1 ? (['same_product'] as const) : []),
      ...(accounts.some((id) => devices.has(id)) ? (['shared_device'] as const) : []),
    ],
  }
}
