import { fillReferences, textOf } from '../../src/agent/references/fill-references.ts'
import { createResultBook, type ResultBook } from '../../src/agent/references/result-book.ts'
import type { Answer, Language } from '../../src/lib/answer.ts'
import type { Random } from '../../src/lib/random.ts'
import type { ToolSuccess } from '../../src/lib/tool-result.ts'

/** A question with the draft that a model wrote for it, and the results that the draft refers to. */
export interface DraftCase {
  readonly language: Language
  readonly question: string
  readonly draft: string
  readonly book: ResultBook
}

export type CheckedAnswer = Pick<Answer, 'text' | 'facts' | 'assumptions' | 'language'>

export const MUTATIONS = ['digit changed', 'customer swapped', 'unit lost', 'period shifted', 'rank swapped'] as const
export type Mutation = (typeof MUTATIONS)[number]

const CURRENCIES = ['CNY', 'USD', 'GBP', 'EUR', 'JPY', 'KWD'] as const
const PERIODS = [
  { name: 'last_month', en: 'last month', zh: '上个月', from: '2026-05-01', to: '2026-05-31' },
  { name: 'this_month', en: 'this month', zh: '本月', from: '2026-06-01', to: '2026-06-30' },
  { name: 'last_quarter', en: 'last quarter', zh: '上季度', from: '2026-01-01', to: '2026-03-31' },
  { name: 'this_year', en: 'this year', zh: '今年', from: '2026-01-01', to: '2026-06-30' },
] as const

/** Wordings as models write them: ranked lists, sentences with two rows, comparisons, tables, days and shares. */
const DRAFTS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '**Net revenue {PERIOD} was {{r1.total}}** from {{r1.buyers}} customers, {{r1.period_from}} to {{r1.period_to}}.',
    'The largest customer is {{r1.table[0].customer_id}} with {{r1.table[0].spent}}; {{r1.table[1].customer_id}} follows with {{r1.table[1].spent}}.',
    '1. {{r1.table[0].customer_id}}: {{r1.table[0].spent}} in {{r1.table[0].orders}} orders\n2. {{r1.table[1].customer_id}}: {{r1.table[1].spent}} in {{r1.table[1].orders}} orders\n3. {{r1.table[2].customer_id}}: {{r1.table[2].spent}} in {{r1.table[2].orders}} orders',
    'Of {{r1.buyers}} customers {{r1.share}} came back. {{r1.table[0].customer_id}} ordered {{r1.table[0].orders}} times and {{r1.table[1].customer_id}} {{r1.table[1].orders}} times.',
    'Since {{r1.period_from}} net revenue changed by {{change(r1.total, r1.before)}}, from {{r1.before}} to {{r1.total}}. {{r1.table[0].customer_id}} ranks first with {{r1.table[0].spent}}.',
    '| Customer | Spent |\n|---|---|\n| {{r1.table[0].customer_id}} | {{r1.table[0].spent}} |\n| {{r1.table[1].customer_id}} | {{r1.table[1].spent}} |\n\nTogether {{sum(r1.table[0].spent, r1.table[1].spent)}}, {{r1.period_from}} to {{r1.period_to}}.',
    '{{r1.table[2].customer_id}} was quiet for {{r1.quiet}} days, and {{r1.buyers}} customers bought {PERIOD} for {{r1.total}}.',
    'Top 3 {PERIOD}: {{r1.table[0].customer_id}} ({{r1.table[0].spent}}), {{r1.table[1].customer_id}} ({{r1.table[1].spent}}) and {{r1.table[2].customer_id}} ({{r1.table[2].spent}}).',
  ],
  zh: [
    '**{PERIOD}净销售额为 {{r1.total}}**,来自 {{r1.buyers}} 位客户({{r1.period_from}} 至 {{r1.period_to}})。',
    '最大的客户是 {{r1.table[0].customer_id}},{{r1.table[0].spent}};其次是 {{r1.table[1].customer_id}},{{r1.table[1].spent}}。',
    '1. {{r1.table[0].customer_id}}:{{r1.table[0].spent}},{{r1.table[0].orders}} 单\n2. {{r1.table[1].customer_id}}:{{r1.table[1].spent}},{{r1.table[1].orders}} 单\n3. {{r1.table[2].customer_id}}:{{r1.table[2].spent}},{{r1.table[2].orders}} 单',
    '{{r1.buyers}} 位客户中有 {{r1.share}} 复购。{{r1.table[0].customer_id}} 下了 {{r1.table[0].orders}} 单,{{r1.table[1].customer_id}} 下了 {{r1.table[1].orders}} 单。',
    '自 {{r1.period_from}} 起净销售额变化 {{change(r1.total, r1.before)}},由 {{r1.before}} 变为 {{r1.total}}。{{r1.table[0].customer_id}} 排名第一,{{r1.table[0].spent}}。',
    '| 客户 | 消费 |\n|---|---|\n| {{r1.table[0].customer_id}} | {{r1.table[0].spent}} |\n| {{r1.table[1].customer_id}} | {{r1.table[1].spent}} |\n\n合计 {{sum(r1.table[0].spent, r1.table[1].spent)}},{{r1.period_from}} 至 {{r1.period_to}}。',
    '{{r1.table[2].customer_id}} 已有 {{r1.quiet}} 天没有下单;{PERIOD}共有 {{r1.buyers}} 位客户消费 {{r1.total}}。',
    '{PERIOD}前3名:{{r1.table[0].customer_id}}({{r1.table[0].spent}})、{{r1.table[1].customer_id}}({{r1.table[1].spent}})和 {{r1.table[2].customer_id}}({{r1.table[2].spent}})。',
  ],
}

const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** A sound draft over figures of a random shop. */
export function makeDraft(random: Random): DraftCase {
  const language: Language = random() < 0.5 ? 'en' : 'zh'
  const currency = pick(random, CURRENCIES)
  const period = pick(random, PERIODS)
  const money = (low: number, high: number): number => between(random, low * 100, high * 100) / 100
  const base = between(random, 10_000, 80_000)
  const rows = [0, 1, 2].map((row) => ({
    customer_id: `C-${base + row * between(random, 1, 999) + row}`,
    spent: money(900 - row * 300, 1100 - row * 300),
    orders: 40 - row * 11 + between(random, 0, 9),
  }))
  const book = createResultBook(() => undefined, 0)
  const result: ToolSuccess = {
    ok: true,
    result_id: book.nextId(),
    data: {},
    facts: [
      { id: 'total', label: 'Net revenue', value: money(10_000, 99_000), unit: currency },
      { id: 'before', label: 'Before', value: money(10_000, 99_000), unit: currency },
      { id: 'buyers', label: 'Buyers', value: between(random, 100, 9999), unit: 'customers' },
      { id: 'share', label: 'Share', value: between(random, 10, 990) / 1000, unit: 'ratio' },
      { id: 'quiet', label: 'Quiet', value: between(random, 61, 99), unit: 'days' },
      { id: 'period_from', label: 'From', value: period.from, unit: 'date' },
      { id: 'period_to', label: 'To', value: period.to, unit: 'date' },
    ],
    table: {
      columns: [
        { key: 'customer_id', label: 'Customer', unit: 'id' },
        { key: 'spent', label: 'Spent', unit: currency },
        { key: 'orders', label: 'Orders', unit: 'orders' },
      ],
      rows,
      total_rows: 3,
    },
    chart: null,
    evidence: {
      tool: 'query_metrics',
      args: { period: period.name },
      as_of: '2026-06-30T23:59:59.999Z',
      period: { from: period.from, to: period.to, name: period.name },
      population: 'all customers',
      rows_used: 3,
      rows_left_out: {},
      definition: [],
      method: 'sum',
      model: null,
      sql: [],
      elapsed_ms: 1,
    },
    gate: null,
    warnings: [],
    suggestions: [],
  }
  book.add(result)
  const draft = pick(random, DRAFTS[language]).replaceAll('{PERIOD}', period[language])
  const question =
    language === 'en' ? `Who were our top 3 customers ${period.en}?` : `${period.zh}消费最多的前3名客户是谁?`
  return { language, question, draft, book }
}

/** What the reader gets for a draft. */
export function answerOf({ draft, language, book }: DraftCase): CheckedAnswer {
  const segments = fillReferences(draft, book, { language })
  return {
    language,
    text: textOf(segments),
    facts: segments.flatMap((segment) => (segment.kind === 'figure' ? [segment.fact] : [])),
    assumptions: [],
  }
}

/** The answer with one lie in it; null when this draft has no place for such a lie. */
export function mutate(draftCase: DraftCase, mutation: Mutation, random: Random): CheckedAnswer | null {
  const answer = answerOf(draftCase)
  switch (mutation) {
    case 'digit changed':
      return changeDigit(answer, random)
    case 'customer swapped':
      return random() < 0.5
        ? swapShown(answer, random)
        : rewrite(draftCase, answer, swapRows(draftCase.draft, 'customer_id', random))
    case 'unit lost':
      return loseUnit(answer, random)
    case 'period shifted':
      return shiftPeriod(answer, random)
    case 'rank swapped':
      return swapRanks(draftCase, answer, random)
  }
}

/** The lie told through references, so that every fact is true by itself. */
function rewrite(draftCase: DraftCase, answer: CheckedAnswer, draft: string | null): CheckedAnswer | null {
  if (draft === null) return null
  const rewritten = answerOf({ ...draftCase, draft })
  return rewritten.text === answer.text ? null : rewritten
}

function changeDigit(answer: CheckedAnswer, random: Random): CheckedAnswer | null {
  const places = [...answer.text.matchAll(/\d/g)].filter(({ index }) => {
    const line = answer.text.slice(answer.text.lastIndexOf('\n', index) + 1, index)
    // The numbers of list items are none of the answer's figures.
    return !(line === '' && /^\d\. /.test(answer.text.slice(index)))
  })
  const { index } = pick(random, places)
  const digit = Number(answer.text[index])
  const other = (digit + between(random, 1, 9)) % 10
  return { ...answer, text: `${answer.text.slice(0, index)}${other}${answer.text.slice(index + 1)}` }
}

function swapShown(answer: CheckedAnswer, random: Random): CheckedAnswer | null {
  const ids = [...new Set(answer.facts.filter((fact) => fact.unit === 'id').map((fact) => fact.shown_as))]
  if (ids.length < 2) return null
  const first = pick(random, ids)
  const second = pick(
    random,
    ids.filter((id) => id !== first),
  )
  const text = answer.text.replaceAll(first, '\u0000').replaceAll(second, first).replaceAll('\u0000', second)
  return { ...answer, text }
}

function swapRows(draft: string, column: string, random: Random): string | null {
  const rows = [
    ...new Set([...draft.matchAll(new RegExp(`table\\[(\\d)\\]\\.${column}`, 'g'))].map((match) => match[1] ?? '')),
  ]
  if (rows.length < 2) return null
  const first = pick(random, rows)
  const second = pick(
    random,
    rows.filter((row) => row !== first),
  )
  const swap = (row: string): string => (row === first ? second : row === second ? first : row)
  return draft.replaceAll(
    new RegExp(`table\\[(\\d)\\]\\.${column}`, 'g'),
    (_whole, row: string) => `table[${swap(row)}].${column}`,
  )
}

const WRONG_NOUNS: readonly (readonly [RegExp, string])[] = [
  [/ customers/, ' orders'],
  [/ orders/, ' customers'],
  [/ days/, ' orders'],
  [/ 位客户/, ' 单'],
  [/ 单/, ' 位客户'],
  [/ 天/, ' 单'],
]

function loseUnit(answer: CheckedAnswer, random: Random): CheckedAnswer | null {
  const ways: string[] = []
  for (const match of answer.text.matchAll(/(?:JP¥|[¥$£€]|KWD )(?=\d)|%/g)) {
    ways.push(answer.text.slice(0, match.index) + answer.text.slice(match.index + match[0].length))
  }
  for (const match of answer.text.matchAll(/[¥$£€](?=\d)/g)) {
    ways.push(answer.text.slice(0, match.index) + (match[0] === '$' ? '€' : '$') + answer.text.slice(match.index + 1))
  }
  for (const [noun, other] of WRONG_NOUNS) {
    const changed = answer.text.replace(noun, other)
    const at = answer.text.search(noun)
    if (at > 0 && /\d$/.test(answer.text.slice(0, at))) ways.push(changed)
  }
  return ways.length === 0 ? null : { ...answer, text: pick(random, ways) }
}

const PERIOD_SHIFTS: readonly (readonly [string, string])[] = [
  ['last month', 'this month'],
  ['this month', 'last month'],
  ['last quarter', 'this quarter'],
  ['this year', 'last year'],
  ['上个月', '本月'],
  ['本月', '上个月'],
  ['上季度', '本季度'],
  ['今年', '去年'],
]

function shiftPeriod(answer: CheckedAnswer, random: Random): CheckedAnswer | null {
  const ways = PERIOD_SHIFTS.flatMap(([from, to]) =>
    answer.text.includes(from) ? [answer.text.replace(from, to)] : [],
  )
  for (const date of new Set(answer.text.match(/2026-\d{2}-\d{2}/g) ?? [])) {
    const shifted = new Date(Date.parse(`${date}T00:00:00Z`) + between(random, 1, 400) * 86_400_000)
    ways.push(answer.text.replace(date, shifted.toISOString().slice(0, 10)))
  }
  return ways.length === 0 ? null : { ...answer, text: pick(random, ways) }
}

function swapRanks(draftCase: DraftCase, answer: CheckedAnswer, random: Random): CheckedAnswer | null {
  const { draft } = draftCase
  const ways: (CheckedAnswer | null)[] = [
    rewrite(draftCase, answer, swapRows(draft, 'spent', random)),
    rewrite(draftCase, answer, swapRows(draft, 'orders', random)),
  ]
  if (/^1\. |ranks first|largest|排名第一|最大/m.test(draft))
    ways.push(rewrite(draftCase, answer, swapWholeRows(draft)))
  for (const [from, to] of [
    ['ranks first', 'ranks second'],
    ['排名第一', '排名第二'],
  ] as const) {
    if (answer.text.includes(from)) ways.push({ ...answer, text: answer.text.replace(from, to) })
  }
  const possible = ways.filter((way) => way !== null)
  return possible.length === 0 ? null : pick(random, possible)
}

const swapWholeRows = (draft: string): string =>
  draft.replaceAll(/table\[([01])\]/g, (_whole, row: string) => `table[${row === '0' ? '1' : '0'}]`)
