import { historyOfCustomer, type Interactions } from './interactions.ts'
import type { FittedRecommender } from './recommender.ts'

/** How well a method foresees the next event of running sessions. */
export interface NextItemEvaluation {
  /** Place of each event in the list made before it, from 1; 0 beyond the k places. In the order of sessions and events. */
  readonly places: Int32Array
  /** Share of events within the first k places. */
  readonly recall: number
  /** Mean of 1 / place, 0 beyond the k places. */
  readonly mrr: number
}

/**
 * Shows a method each session click by click and asks for the next item each time. Items of the session stay candidates:
 * people go back.
 *
 * Of equal scores the lower item number counts first, as in lists.
 *
 * @param sessions - later than those of the fit; from the second event on each is asked for
 * Time O(events x score).
 */
export function evaluateNextItem(model: FittedRecommender, sessions: Interactions, k: number): NextItemEvaluation {
  const places: number[] = []
  const scores = new Float64Array(model.items)
  for (let session = 0; session < sessions.customers; session++) {
    const { items, weights, days } = historyOfCustomer(sessions, session)
    for (let seen = 1; seen < items.length; seen++) {
      model.score(
        { items: items.subarray(0, seen), weights: weights.subarray(0, seen), days: days.subarray(0, seen) },
        scores,
      )
      const place = placeOf(scores, items[seen] as number)
      places.push(place <= k ? place : 0)
    }
  }
  const found = places.filter((place) => place > 0)
  const asked = Math.max(1, places.length)
  return {
    places: Int32Array.from(places),
    recall: found.length / asked,
    mrr: found.reduce((sum, place) => sum + 1 / place, 0) / asked,
  }
}

function placeOf(scores: Float64Array, item: number): number {
  const own = scores[item] ?? 0
  if (!(own > 0)) return Infinity
  let place = 1
  for (let other = 0; other < scores.length; other++) {
    const score = scores[other] as number
    if (score > own || (score === own && other < item)) place += 1
  }
  return place
}
