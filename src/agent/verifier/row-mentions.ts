import type { ToolSuccess } from '../../lib/tool-result.ts'
import type { ResultBook } from '../references/result-book.ts'
import type { Placed, PlacedText } from './placed-text.ts'

/** A place of the text that speaks of one row of one table: by a name in it, or by a figure of it. */
export interface RowMention {
  readonly resultId: string
  readonly row: number
  readonly column: string
  readonly isName: boolean
  readonly start: number
  readonly end: number
}

const NAME_UNITS: ReadonlySet<string> = new Set(['id', 'text', 'label', 'date'])
const SHORTEST_NAME = 2

/**
 * Every mention of a table row, in order: references to cells, and names of rows that the model wrote in its own words
 * because the user had used them.
 */
export function rowMentions({ text, segments }: PlacedText, book: Pick<ResultBook, 'get'>): RowMention[] {
  const referred = segments.flatMap((place) => mentionOf(place))
  const results = new Map<string, ToolSuccess>()
  for (const { resultId } of referred) {
    const result = book.get(resultId)
    if (result !== undefined) results.set(resultId, result)
  }
  const written = [...results.values()].flatMap((result) => namesWritten(text, segments, result))
  return [...referred, ...written].toSorted((a, b) => a.start - b.start)
}

function mentionOf({ segment, start, end }: Placed): RowMention[] {
  if (segment.kind !== 'figure' || segment.reference.kind !== 'place') return []
  const { cell, resultId } = segment.reference.place
  if (cell === null) return []
  return [{ resultId, row: cell.row, column: cell.column, isName: NAME_UNITS.has(segment.fact.unit), start, end }]
}

function namesWritten(text: string, segments: readonly Placed[], result: ToolSuccess): RowMention[] {
  const { table, result_id: resultId } = result
  if (table === null) return []
  const columns = table.columns.filter((column) => column.unit === 'id' || column.unit === 'text')
  const words = segments.filter(({ segment }) => segment.kind === 'words')
  return table.rows.flatMap((cells, row) =>
    columns.flatMap(({ key: column }) => {
      const name = cells[column]
      if (typeof name !== 'string' || name.length < SHORTEST_NAME) return []
      return words.flatMap(({ start, end }) =>
        positionsOf(text.slice(start, end), name).map((at) => ({
          resultId,
          row,
          column,
          isName: true,
          start: start + at,
          end: start + at + name.length,
        })),
      )
    }),
  )
}

function positionsOf(text: string, name: string): number[] {
  const found: number[] = []
  const joins = (character: string | undefined): boolean => character !== undefined && /[A-Za-z0-9-]/.test(character)
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!joins(text[at - 1]) && !joins(text[at + name.length])) found.push(at)
  }
  return found
}
