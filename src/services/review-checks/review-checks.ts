import { groupBy } from '../../lib/group-by.ts'
import { findBursts, type Burst } from '../../compute/duplicates/find-bursts.ts'
import { readSharedIdentifiers } from '../../store/queries/identifiers/read-shared-identifiers.ts'
import type { Store } from '../../store/open.ts'
import { disagrees } from '../reviews/mood-of-reviews.ts'
import type { ServiceContext } from '../context.ts'
import { loadReviewBook, type BookReview, type ReviewBook } from '../reviews/review-book.ts'
import { findCopies, type CopyGroup } from './find-copies.ts'
import { findRings, type Ring } from './find-rings.ts'

/** Why a review is held for suspicious, with how much each adds. */
export const REASON_WEIGHTS = {
  copied_text: 0.6,
  own_repeats: 0.5,
  ring: 0.5,
  shared_device: 0.4,
  burst: 0.3,
  rating_text_mismatch: 0.2,
} as const
export type SuspicionReason = keyof typeof REASON_WEIGHTS
export const SUSPICION_REASONS = Object.keys(REASON_WEIGHTS) as readonly SuspicionReason[]

export interface Suspicion {
  readonly review: BookReview
  /** 1 minus the product of what each reason leaves, 0..1. */
  readonly score: number
  readonly reasons: readonly SuspicionReason[]
}

export interface ProductBurst extends Omit<Burst, 'subject'> {
  readonly productId: string
}

/** Everything that the checks found among the reviews of a shop. */
export interface ReviewChecks {
  readonly copies: readonly CopyGroup[]
  readonly rings: readonly Ring[]
  readonly bursts: readonly ProductBurst[]
  /** Every review with a reason, by id. */
  readonly suspicions: ReadonlyMap<string, Suspicion>
}

/** From this score on a review is set aside: a copy is enough, a burst or a mismatch alone is not. */
export const SUSPICIOUS = 0.5
/** What more people share is a reception desk or a made-up number. */
const MOST_SHARING = 20
const BURSTS = { windowDays: 3, aroundDays: 30, fewest: 8, error: 0.01 }

const kept = new WeakMap<ReviewBook, { readonly until: number; readonly checks: Promise<ReviewChecks> }>()

/** The checks of all reviews before an instant; made once for the same reviews. */
export function loadReviewChecks(ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>): Promise<ReviewChecks> {
  const { store } = ctx
  const { until } = ctx.asOf
  const book = loadReviewBook(ctx)
  const known = kept.get(book)
  if (known?.until === until) return known.checks
  const checks = checkAll(
    store,
    book.reviews.filter(({ writtenAt }) => writtenAt < until),
  )
  kept.set(book, { until, checks })
  return checks
}

async function checkAll(store: Store, reviews: readonly BookReview[]): Promise<ReviewChecks> {
  const copies = await findCopies(reviews)
  const shared = readSharedIdentifiers(store, ['device', 'phone', 'email'], MOST_SHARING)
  const rings = findRings(copies, shared)
  const bursts = burstsOf(reviews)
  const found = new Map<string, { readonly review: BookReview; readonly reasons: Set<SuspicionReason> }>()
  const give = (review: BookReview, reason: SuspicionReason): void => {
    const known = found.get(review.id)
    if (known === undefined) found.set(review.id, { review, reasons: new Set([reason]) })
    else known.reasons.add(reason)
  }
  for (const group of copies) giveCopies(group, give)
  for (const ring of rings) {
    for (const review of ring.reviews) {
      give(review, 'ring')
      if (ring.signs.includes('shared_device')) give(review, 'shared_device')
    }
  }
  const burstOf = groupBy(bursts, ({ productId }) => productId)
  for (const review of reviews) {
    const own = burstOf.get(review.productId ?? '') ?? []
    if (own.some(({ fromDay, toDay }) => review.writtenDay >= fromDay && review.writtenDay < toDay))
      give(review, 'burst')
    if (disagrees(review)) give(review, 'rating_text_mismatch')
  }
  return { copies, rings, bursts, suspicions: new Map([...found].map(([id, one]) => [id, scored(one)])) }
}

/** Copies by others, and by the same account; texts of nobody named count as others'. */
function giveCopies({ reviews }: CopyGroup, give: (review: BookReview, reason: SuspicionReason) => void): void {
  const byAccount = groupBy(reviews, ({ customerId, id }) => customerId ?? `review ${id}`)
  for (const own of byAccount.values()) {
    for (const review of own) {
      if (own.length > 1) give(review, 'own_repeats')
      if (byAccount.size > 1) give(review, 'copied_text')
    }
  }
}

function scored({
  review,
  reasons,
}: {
  readonly review: BookReview
  readonly reasons: ReadonlySet<SuspicionReason>
}): Suspicion {
  const ordered = SUSPICION_REASONS.filter((reason) => reasons.has(reason))
  const left = ordered.reduce((product, reason) => product * (1 - REASON_WEIGHTS[reason]), 1)
  return { review, score: 1 - left, reasons: ordered }
}

function burstsOf(reviews: readonly BookReview[]): ProductBurst[] {
  const known = reviews.filter(({ productId }) => productId !== null)
  const products = new Map<string, number>()
  const subjects = known.map(({ productId }) => {
    const id = productId ?? ''
    const code = products.get(id) ?? products.size
    products.set(id, code)
    return code
  })
  const names = [...products.keys()]
  return findBursts(
    subjects,
    known.map(({ writtenDay }) => writtenDay),
    BURSTS,
  ).map(({ subject, ...burst }) => ({ ...burst, productId: names[subject] ?? '' }))
}
