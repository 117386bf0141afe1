import { topItems } from '../../compute/recommend/top-items.ts'
import { ownCycle } from '../../compute/repurchase/next-purchases.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { byScore, type Candidate, type CandidateFrame } from './candidate.ts'
import { followingCandidates } from './product-candidates.ts'
import { mixPopularity } from './mix-popularity.ts'
import { popularReason } from './common-candidates.ts'
import type { Reason } from './reason.ts'

/** Purchase days from which something is a habit. */
const HABIT_DAYS = 3
/** A habit is worth showing from so many days before it is due, until it is so many cycles late. */
const DAYS_AHEAD = 10
const CYCLES_LATE = 1
/** Candidates of taste that go on to diversity and rules. */
const MOST_CANDIDATES = 300
/** What sequences and habits count against taste, whose best is 1. */
const FOLLOWING_WEIGHT = 2
const HABIT_WEIGHT = 0.9
/** Fewer people than this are no evidence to show. */
const FEWEST_PEOPLE = 3

/** What people with such a history bought, by the fitted recommender; reasons are looked up for those that are shown. */
export function tasteCandidates({ fitted, shopper, isAllowed }: CandidateFrame): Candidate[] {
  const { recommender, parameters } = fitted
  if (recommender === null || shopper.history.items.length === 0) return []
  const scores = new Float64Array(recommender.items)
  recommender.score(shopper.history, scores)
  mixPopularity(scores, parameters.recent.buyers, parameters.popularityWeight)
  const top = topItems(scores, MOST_CANDIDATES, {
    exclude: { has: (item) => !isAllowed(parameters.productIds[item] ?? '') },
  })
  const best = top[0]?.score ?? 1
  return top.map(({ item, score }) => ({
    productId: parameters.productIds[item] ?? '',
    score: score / best,
    reason: { code: 'your_history', product: parameters.productIds[shopper.history.items.at(-1) ?? 0] ?? '' },
  }))
}

/** What of a history speaks for a product, counted: how many who bought the one bought the other. */
export function historyReason({ fitted, shopper, shelf }: CandidateFrame, productId: string): Reason | null {
  const { recommender, parameters } = fitted
  const item = fitted.itemOf(productId)
  const reasons = recommender?.explain(shopper.history, item) ?? []
  for (const { item: source } of reasons) {
    const product = parameters.productIds[source] ?? ''
    if (!shelf.has(product)) continue
    const partner = parameters.partners[source]?.find(([other]) => other === item)
    const of = parameters.productOrders[source] ?? 0
    if (partner !== undefined && partner[1] >= FEWEST_PEOPLE) {
      return { code: 'bought_with', product, count: partner[1], of }
    }
    const people = fitted.alsoBought(source, item)
    if (people.count >= FEWEST_PEOPLE) return { code: 'also_bought', product, ...people }
  }
  return popularReason(fitted, item)
}

/** What the customer keeps buying and is due for, most overdue share of its cycle first. */
export function habitCandidates(
  { fitted, shopper, asOfDay, isAllowed }: CandidateFrame,
  window = DAYS_AHEAD,
): Candidate[] {
  const daysOf = new Map<string, Set<number>>()
  for (const { productId, day } of shopper.purchases) {
    const days = daysOf.get(productId) ?? new Set<number>()
    daysOf.set(productId, days.add(day))
  }
  return [...daysOf]
    .flatMap(([productId, set]): Candidate[] => {
      const days = [...set].toSorted((a, b) => a - b)
      const last = days.at(-1) ?? 0
      if (days.length < HABIT_DAYS || !isAllowed(productId)) return []
      const gaps = days.slice(1).map((day, at) => day - (days[at] ?? day))
      const cycle = ownCycle(gaps, fitted.parameters.cycleDays[fitted.itemOf(productId)] ?? Number.NaN)
      const due = last + Math.round(cycle)
      if (due - asOfDay > window || asOfDay - due > CYCLES_LATE * cycle) return []
      const nearness = 1 - Math.min(1, Math.abs(asOfDay - due) / cycle)
      return [
        {
          productId,
          score: nearness,
          reason: { code: 'your_rhythm', days: Math.round(cycle), dueOn: dateOfDay(due), count: days.length },
        },
      ]
    })
    .toSorted(byScore)
}

/** Taste, what earlier purchases call for, and habits that are due, in one list. */
export function autoCandidates(frame: CandidateFrame, habits: readonly Candidate[]): Candidate[] {
  const following = followingCandidates(frame)
  const all = new Map<string, Candidate>()
  const add = (list: readonly Candidate[], weight: number): void => {
    for (const one of list) {
      const known = all.get(one.productId)
      const score = one.score * weight + (known?.score ?? 0)
      // The stronger part says why.
      const reason = known === undefined || one.score * weight > known.score ? one.reason : known.reason
      all.set(one.productId, { productId: one.productId, score, reason })
    }
  }
  add(tasteCandidates(frame), 1)
  add(following, FOLLOWING_WEIGHT)
  add(habits, HABIT_WEIGHT)
  return [...all.values()].toSorted(byScore)
}
