import type { ToolSuccess } from '../../lib/tool-result.ts'
import type { ResultBook } from '../references/result-book.ts'
import { extractFigures } from './extract-figures.ts'
import type { Placed, PlacedText } from './placed-text.ts'
import type { Refusal } from './refusal.ts'

/** Sentences that name one customer, order or product and state a figure of a result about another. */
export function findSubjectMixes({ text, segments, clauses }: PlacedText, book: Pick<ResultBook, 'get'>): Refusal[] {
  return clauses.flatMap(({ start, end }) => {
    const inside = segments.filter((place) => place.start >= start && place.end <= end)
    const named = idsNamed(text.slice(start, end))
    if (named.size === 0) return []
    return inside.flatMap((place) => {
      const result = resultOfFact(place, book)
      if (result === undefined) return []
      const subjects = subjectsOf(result)
      // An id is the same id however it is written: a question may say sku-7702.
      const known = new Set([...subjects].map((subject) => subject.toUpperCase()))
      const sameKind = [...named].filter((id) => [...subjects].some((subject) => prefixOf(subject) === prefixOf(id)))
      if (sameKind.length === 0 || sameKind.some((id) => known.has(id))) return []
      const shown = text.slice(place.start, place.end)
      const reason = `'${shown}' is about ${[...subjects].join(', ')}, not about what the sentence names`
      return [{ start: place.start, end: place.end, text: shown, reason }]
    })
  })
}

const idsNamed = (text: string): ReadonlySet<string> =>
  new Set(extractFigures(text).flatMap((figure) => (figure.kind === 'id' ? [figure.text.toUpperCase()] : [])))

/** The result behind a figure that is a fact, not a cell: facts speak of the result's subject as a whole. */
function resultOfFact({ segment }: Placed, book: Pick<ResultBook, 'get'>): ToolSuccess | undefined {
  if (segment.kind !== 'figure' || segment.reference.kind !== 'place') return undefined
  const { place } = segment.reference
  return place.cell === null && typeof segment.fact.value === 'number' ? book.get(place.resultId) : undefined
}

/** Ids that a result was asked about. */
function subjectsOf({ evidence }: ToolSuccess): ReadonlySet<string> {
  const subjects = Object.entries(evidence.args).flatMap(([key, value]) =>
    key.endsWith('_id') && typeof value === 'string' ? [value] : [],
  )
  return new Set(subjects)
}

const prefixOf = (id: string): string => id.replace(/\d.*$/, '').toUpperCase()
