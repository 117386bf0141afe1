import type { SearchOutcome } from '../../compute/search/tally-searches.ts'
import { foldQuestion } from '../../llm/planner/text/fold-question.ts'
import type { Visit } from '../../store/queries/visits/read-visits.ts'

const TURNS_TO_PRODUCT = new Set(['product_view', 'click', 'add_to_cart', 'favourite'])
const LONGEST = 80

/** The searches of a visit with what came of each; queries in one spelling. */
export function searchOutcomes({ visitor, steps }: Visit): readonly SearchOutcome[] {
  const found: { query: string; clicked: boolean; ordered: boolean }[] = []
  for (const { name, query } of steps) {
    const latest = found.at(-1)
    if (name === 'search') {
      const folded = foldQuestion(query ?? '').slice(0, LONGEST)
      if (folded !== '') found.push({ query: folded, clicked: false, ordered: false })
    } else if (latest !== undefined && TURNS_TO_PRODUCT.has(name)) latest.clicked = true
    else if (latest !== undefined && name === 'pay') latest.ordered = true
  }
  return found.map((one) => ({ ...one, person: visitor }))
}
