import type { ToolSuccess } from '../../lib/tool-result.ts'
import type { ResultBook } from '../references/result-book.ts'
import { blankOut, type PlacedText } from './placed-text.ts'
import type { Refusal } from './refusal.ts'
import type { RowMention } from './row-mentions.ts'

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const CHINESE_ORDINALS = '一二三四五六七八九十'
const RANK =
  /\b(?:rank(?:s|ed|ing)?|comes?|came|placed?|in|is|was|,)\s+(?:in\s+)?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:\s+place)?\b(?!\s+(?:order|purchase|time|half|quarter|week|month|year|day))|(?:排名?|位居|位列|名列|居|列)第([一二三四五六七八九十])|第([一二三四五六七八九十])(?:名|位|大)/gi
const HIGHEST = /\b(?:highest|largest|biggest|leads|leading|led)\b|最高|最大|最多|居首|榜首|领先/i
const LOWEST = /\b(?:lowest|smallest|fewest)\b|最低|最小|最少|垫底/i

/** Ranks that the table does not bear out: list items out of order, "second" for another row, "highest" for one that is not. */
export function findRankSwaps(
  placed: PlacedText,
  mentions: readonly RowMention[],
  book: Pick<ResultBook, 'get'>,
): Refusal[] {
  return [...listsOutOfOrder(placed, mentions), ...wrongRanks(placed, mentions, book)]
}

/** In a numbered list of rows of one table the rows must come in the order of the table. */
function listsOutOfOrder({ text }: PlacedText, mentions: readonly RowMention[]): Refusal[] {
  const refusals: Refusal[] = []
  let before: RowMention | null = null
  for (const match of text.matchAll(/^\s*(\d{1,3})[.)、．]\s?.*$/gm)) {
    const [start, end] = [match.index, match.index + match[0].length]
    const first = mentions.find((mention) => mention.start >= start && mention.end <= end)
    if (Number(match[1]) === 1) before = null
    if (first === undefined) continue
    if (before !== null && before.resultId === first.resultId && first.row <= before.row) {
      refusals.push({ start, end, text: match[0].trim(), reason: 'a numbered list must follow the order of the table' })
    }
    before = first
  }
  return refusals
}

function wrongRanks(placed: PlacedText, mentions: readonly RowMention[], book: Pick<ResultBook, 'get'>): Refusal[] {
  const { text, clauses } = placed
  // "Largest order" as the name of a measure that was filled in says nothing of its rank.
  const said = blankOut(placed)
  return clauses.flatMap(({ start, end }) => {
    const inside = mentions.filter((mention) => mention.start >= start && mention.end <= end)
    const [first] = inside
    const result = first === undefined ? undefined : book.get(first.resultId)
    if (
      first === undefined ||
      result === undefined ||
      inside.some(({ row, resultId }) => row !== first.row || resultId !== first.resultId)
    ) {
      return []
    }
    const clause = said.slice(start, end)
    const refuse = (reason: string): Refusal[] => [{ start, end, text: text.slice(start, end).trim(), reason }]
    for (const match of clause.matchAll(RANK)) {
      const chinese = match[2] ?? match[3]
      const rank =
        chinese === undefined ? ORDINALS.indexOf((match[1] ?? '').toLowerCase()) : CHINESE_ORDINALS.indexOf(chinese)
      if (rank !== first.row) return refuse(`the row named here is not number ${rank + 1} of its table`)
    }
    if (HIGHEST.test(clause) && !isExtreme(result, inside, Math.max))
      return refuse('another row of the table is higher')
    if (LOWEST.test(clause) && !isExtreme(result, inside, Math.min)) return refuse('another row of the table is lower')
    return []
  })
}

/** Whether the row holds the extreme of the column that the clause states, or of any when it states none. */
function isExtreme(
  result: ToolSuccess,
  mentions: readonly RowMention[],
  extreme: (...values: number[]) => number,
): boolean {
  const rows = result.table?.rows ?? []
  const stated = mentions.filter((mention) => !mention.isName).map(({ column }) => column)
  const columns = stated.length > 0 ? stated : (result.table?.columns ?? []).map(({ key }) => key)
  const row = mentions[0]?.row ?? 0
  return columns.some((column) => {
    const values = rows.flatMap((cells) => {
      const cell = cells[column]
      return typeof cell === 'number' ? [cell] : []
    })
    return values.length > 0 && rows[row]?.[column] === extreme(...values)
  })
}
