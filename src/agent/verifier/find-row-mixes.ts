import type { Segment } from '../references/fill-references.ts'
import type { Refusal } from './review-segments.ts'

type Filled = { readonly segment: Segment; readonly start: number; readonly end: number }
type Row = {
  readonly resultId: string
  readonly row: number
  readonly isName: boolean
  readonly start: number
  readonly end: number
}

const CLAUSE_END = /[.!?;。！？；\n]|[,，](?=\s)|，/

const NAME_UNITS: ReadonlySet<string> = new Set(['id', 'text', 'label', 'date'])

/** Clauses in which the figure of one row stands beside the name of another row of the same table and not beside its own. */
export function findRowMixes(text: string, filled: readonly Filled[]): Refusal[] {
  const rows = filled.flatMap(({ segment, start, end }): Row[] => {
    if (segment.kind !== 'figure' || segment.reference.kind !== 'place') return []
    const { cell, resultId } = segment.reference.place
    if (cell === null) return []
    return [{ resultId, row: cell.row, isName: NAME_UNITS.has(segment.fact.unit), start, end }]
  })
  return clausesOf(text, filled).flatMap(([from, to]) => {
    const inside = rows.filter((row) => row.start >= from && row.end <= to)
    const names = inside.filter((row) => row.isName)
    return inside
      .filter(
        (row) =>
          !row.isName &&
          names.some((name) => name.resultId === row.resultId) &&
          !names.some((name) => name.resultId === row.resultId && name.row === row.row),
      )
      .map(({ start, end }) => ({
        start,
        end,
        text: text.slice(start, end),
        reason: `'${text.slice(start, end)}' belongs to another row than the name beside it`,
      }))
  })
}

/** Ranges between clause ends, not cutting inside anything that was filled in. */
function clausesOf(text: string, filled: readonly Filled[]): (readonly [number, number])[] {
  const clauses: (readonly [number, number])[] = []
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const inside = filled.find((place) => at >= place.start && at < place.end)
    if (inside !== undefined) {
      at = inside.end - 1
      continue
    }
    if (
      CLAUSE_END.test(text.slice(at, at + 2)) &&
      CLAUSE_END.test(text[at] === ',' ? text.slice(at, at + 2) : (text[at] ?? ''))
    ) {
      clauses.push([from, at + 1])
      from = at + 1
    }
  }
  clauses.push([from, text.length])
  return clauses
}
