import { chooseWeights, reciprocalPlaces, type PastSearch } from '../../compute/search/choose-weights.ts'
import type { RankParts, RankWeights } from '../../compute/search/rank-matches.ts'
import { RANK_WEIGHTS } from '../../compute/search/rank-weights.ts'

/** Parts whose weights a shop's own searches decide: no public data set knows them. */
export const LEARNT_PARTS: readonly (keyof RankParts)[] = ['clicks', 'brand', 'price']
/** Fewer searches that led to something decide nothing. */
const FEWEST_SEARCHES = 200

/** How the weights were come by, for the report card. */
export interface LearntRanking {
  readonly weights: RankWeights
  readonly learnt: boolean
  /** Searches that chose the weights, and later ones that judged them. */
  readonly chosen_on: number
  readonly judged_on: number
  /** Mean reciprocal place of what was turned to, in the searches that judged. */
  readonly mrr: { readonly words: number | null; readonly start: number | null; readonly learnt: number | null }
}

/**
 * Weights that did best on the earlier searches, judged on the later ones; where there are too few, those of the start.
 * The later ones are asked for when the earlier are done with: parts of all that a thousand searches find weigh 200 MB.
 */
export function learnRanking(earlier: () => readonly PastSearch[], later: () => readonly PastSearch[]): LearntRanking {
  const chosen = chooseRanking(earlier())
  return { ...chosen, ...judgeRanking(later(), chosen.weights) }
}

function chooseRanking(searches: readonly PastSearch[]): Pick<LearntRanking, 'weights' | 'learnt' | 'chosen_on'> {
  const learnt = searches.length >= FEWEST_SEARCHES
  const weights = learnt ? chooseWeights(searches, RANK_WEIGHTS, LEARNT_PARTS) : RANK_WEIGHTS
  return { weights, learnt, chosen_on: searches.length }
}

function judgeRanking(searches: readonly PastSearch[], weights: RankWeights): Pick<LearntRanking, 'judged_on' | 'mrr'> {
  const meanOf = (by: RankWeights): number | null =>
    searches.length === 0 ? null : reciprocalPlaces(searches, by).reduce((sum, one) => sum + one, 0) / searches.length
  return {
    judged_on: searches.length,
    mrr: { words: meanOf(WORDS_ONLY), start: meanOf(RANK_WEIGHTS), learnt: meanOf(weights) },
  }
}

const WORDS_ONLY: RankWeights = { text: 1, popularity: 0, clicks: 0, history: 0, taste: 0, brand: 0, price: 0 }
