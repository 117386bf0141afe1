import { type Candidate, type CandidateFrame, type Strategy } from './candidate.ts'
import { newCandidates, popularCandidates, sourceCandidates, trendingCandidates } from './common-candidates.ts'
import { autoCandidates, habitCandidates } from './personal-candidates.ts'
import { followingCandidates, partnerCandidates, similarCandidates } from './product-candidates.ts'

/** Days ahead that a list of repurchases looks. */
const REPURCHASE_DAYS = 30
/** Latest products that partners are looked for, when none is named. */
const ANCHORS = 5

/** Candidates of a strategy, best first. `habits` may hold what was bought before; the others may not. */
export function pickCandidates(
  strategy: Strategy,
  frame: CandidateFrame,
  habits: CandidateFrame,
): readonly Candidate[] {
  switch (strategy) {
    case 'popular':
      return popularCandidates(frame, frame.most)
    case 'trending':
      return trendingCandidates(frame)
    case 'new':
      return newCandidates(frame)
    case 'repurchase':
      return habitCandidates(habits, REPURCHASE_DAYS)
    case 'similar': {
      const product = frame.productId ?? anchorsOf(frame)[0]
      return product === undefined ? [] : similarCandidates(frame, product)
    }
    case 'bundle':
    case 'complement': {
      const anchors = frame.productId === null ? anchorsOf(frame) : [frame.productId]
      const partners = partnerCandidates(frame, anchors, strategy)
      return strategy === 'bundle' ? partners : unique([...partners, ...followingCandidates(frame)])
    }
    case 'auto':
      return frame.productId === null ? forPerson(frame, habits) : forProduct(frame, frame.productId)
  }
}

/** Who has a history: taste, sequences, habits. Who has none: what their source prefers, else what everybody buys. */
function forPerson(frame: CandidateFrame, habits: CandidateFrame): readonly Candidate[] {
  const own = autoCandidates(frame, habitCandidates(habits))
  const first = own.length > 0 ? own : sourceCandidates(frame)
  // Some of the second list are in the first.
  return filledUp(first, popularCandidates(frame, frame.most + first.length))
}

/** On a product's page: what goes with it, then what can stand in for it. */
const forProduct = (frame: CandidateFrame, productId: string): readonly Candidate[] =>
  filledUp(partnerCandidates(frame, [productId], 'complement'), similarCandidates(frame, productId))

/** The second list behind the first, below it in score. */
function filledUp(first: readonly Candidate[], second: readonly Candidate[]): readonly Candidate[] {
  if (first.length === 0) return second
  const lowest = first.at(-1)?.score ?? 0
  const highest = second[0]?.score ?? 1
  const scale = (0.5 * Math.max(lowest, 1e-6)) / Math.max(highest, 1e-9)
  return unique([...first, ...second.map((one) => ({ ...one, score: one.score * scale }))])
}

function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ productId }) => !seen.has(productId) && seen.add(productId))
}

/** What the customer looked at or bought last, newest first. */
function anchorsOf({ shopper, shelf }: CandidateFrame): string[] {
  const look = shopper.latestLook?.productId
  const bought = shopper.purchases.toReversed().map(({ productId }) => productId)
  return [...new Set(look === undefined ? bought : [look, ...bought])].filter((id) => shelf.has(id)).slice(0, ANCHORS)
}
