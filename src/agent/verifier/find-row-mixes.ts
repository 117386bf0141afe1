import type { PlacedText } from './placed-text.ts'
import type { Refusal } from './refusal.ts'
import type { RowMention } from './row-mentions.ts'

/**
 * Clauses that tie the figure of one row to the name of another row of the same table.
 *
 * Each figure must belong to the name before it, or each to the name after it, or the clause first lists names and then
 * their figures in the same order. A clause without a name goes on speaking of the single row that the one before named.
 */
export function findRowMixes({ text, clauses }: PlacedText, mentions: readonly RowMention[]): Refusal[] {
  const refusals: Refusal[] = []
  for (const resultId of new Set(mentions.map((mention) => mention.resultId))) {
    let carried: RowMention | null = null
    for (const { start, end, continues } of clauses) {
      const inside = mentions.filter(
        (mention) => mention.resultId === resultId && mention.start >= start && mention.end <= end,
      )
      const names = inside.filter((mention) => mention.isName)
      const figures = inside.filter((mention) => !mention.isName)
      const before: RowMention | null = continues && names.length === 0 ? carried : null
      const wrong =
        before === null
          ? isConsistent(names, figures)
            ? []
            : figures
          : figures.filter(({ row }) => row !== before.row)
      for (const mention of wrong) {
        const shown = text.slice(mention.start, mention.end)
        refusals.push({
          start: mention.start,
          end: mention.end,
          text: shown,
          reason: `'${shown}' stands beside the name of another row than its own`,
        })
      }
      if (names.length > 0) carried = new Set(names.map(({ row }) => row)).size === 1 ? (names[0] ?? null) : null
      else if (!continues) carried = null
    }
  }
  return refusals
}

function isConsistent(names: readonly RowMention[], figures: readonly RowMention[]): boolean {
  if (names.length === 0 || figures.length === 0) return true
  const rowsNamed = new Set(names.map(({ row }) => row))
  if (rowsNamed.size === 1) return figures.every(({ row }) => rowsNamed.has(row))
  const eachBefore = figures.every((figure) => names.findLast((name) => name.end <= figure.start)?.row === figure.row)
  const eachAfter = figures.every((figure) => names.find((name) => name.start >= figure.end)?.row === figure.row)
  return eachBefore || eachAfter || isListThenFigures(names, figures)
}

/** "A and B spent 10 and 20": names first, then figures, row by row in the order of the names. */
function isListThenFigures(names: readonly RowMention[], figures: readonly RowMention[]): boolean {
  const [firstFigure] = figures
  if (firstFigure === undefined || names.some((name) => name.start > firstFigure.start)) return false
  const order = withoutRepeats(names.map(({ row }) => row))
  return withoutRepeats(figures.map(({ row }) => row)).join() === order.join()
}

const withoutRepeats = (rows: readonly number[]): number[] => rows.filter((row, index) => row !== rows[index - 1])
