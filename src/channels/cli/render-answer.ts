import type { Answer, Language } from '../../lib/answer.ts'
import { formatFigure } from '../../lib/format-figure.ts'
import { renderRows, type TableReader } from './render-table.ts'
import { sparkline } from './sparkline.ts'
import { bold, faint, type Terminal } from './terminal.ts'

const WORDS: Readonly<Record<Language, Readonly<Record<'next' | 'asOf' | 'embedded', string>>>> = {
  en: { next: 'You could ask next', asOf: 'as of', embedded: 'built-in planner' },
  zh: { next: '接下来可以问', asOf: '截至', embedded: '内置规划器' },
}
const WIDEST_SPARKLINE = 60

export interface AnswerView {
  readonly terminal: Pick<Terminal, 'colour' | 'columns'>
  readonly labels: Readonly<Record<string, string>>
  /** Numbers what can be asked next, so that a number is enough to ask it. */
  readonly numbered: boolean
}

/** What can be asked next with a word of its own: the readings of a question that was not clear, else the follow-ups. */
export const nextQuestions = (answer: Answer): readonly { readonly label: string; readonly question: string }[] =>
  answer.options.length > 0 ? answer.options : answer.follow_ups.map((question) => ({ label: question, question }))

/** An answer for a terminal: the text, the tables, series in one line, what to ask next, and what it rests on. */
export function renderAnswer(answer: Answer, { terminal, labels, numbered }: AnswerView): string {
  const words = WORDS[answer.language]
  const reader: TableReader = { language: answer.language, labels, columns: terminal.columns() }
  const parts = [answer.text.replaceAll(/\*\*(.+?)\*\*/g, (_whole, strong: string) => bold(strong, terminal))]
  for (const table of answer.tables) if (table.rows.length > 0) parts.push(renderRows(table, reader))
  parts.push(...series(answer, reader))
  if (answer.assumptions.length > 0) parts.push(answer.assumptions.join('\n'))
  const mark = (index: number): string => (numbered ? `  ${index + 1}. ` : '  - ')
  const next = nextQuestions(answer).map(({ label, question }, index) =>
    label === question ? `${mark(index)}${question}` : `${mark(index)}${label}: ${question}`,
  )
  if (next.length > 0) parts.push([...(answer.options.length > 0 ? [] : [`${words.next}:`]), ...next].join('\n'))
  const model = answer.model.provider === 'embedded' ? words.embedded : answer.model.name
  const foot = `[${words.asOf} ${answer.as_of.slice(0, 10)} · ${model} · --thread ${answer.thread_id}]`
  parts.push(faint(foot, terminal))
  return `${parts.join('\n\n')}\n`
}

/** The first measure of each chart over time, as a sparkline between its first and its last value. */
function series(answer: Answer, reader: TableReader): string[] {
  return answer.charts.flatMap((chart) => {
    if (chart.type !== 'line' && chart.type !== 'area') return []
    const table = answer.tables.find(({ result_id }) => result_id === chart.result_id)
    const column = table?.columns.find(({ key }) => key === chart.y[0])
    if (table === undefined || column === undefined) return []
    const values = table.rows.map((row) => {
      const value = row[column.key]
      return typeof value === 'number' ? value : null
    })
    const known = values.filter((value) => value !== null)
    const [first] = known
    const last = known.at(-1)
    if (first === undefined || last === undefined || known.length < 3) return []
    const show = (value: number): string => formatFigure(value, column.unit, reader)
    const room = Math.min(WIDEST_SPARKLINE, (reader.columns ?? Number.POSITIVE_INFINITY) - 30)
    return [`${show(first)} ${sparkline(values, Math.max(8, room))} ${show(last)}`]
  })
}
