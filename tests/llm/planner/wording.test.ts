import { describe, expect, test } from 'vitest'
import { loadPrompts } from '../../../src/config/load-prompts.ts'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import { lintText, lintWordings } from '../../../src/llm/planner/wording/lint-wording.ts'
import { parseWording } from '../../../src/llm/planner/wording/parse-wording.ts'
import { renderWording } from '../../../src/llm/planner/wording/render-wording.ts'

const prompts = loadPrompts()

const result: ToolSuccess = {
  ok: true,
  result_id: 'r2',
  data: {},
  facts: [
    { id: 'net_revenue', label: 'Net revenue', value: 12.5, unit: 'CNY' },
    { id: 'before', label: 'Before', value: 10, unit: 'CNY' },
    { id: 'unknown', label: 'Unknown', value: null, unit: 'CNY' },
  ],
  table: {
    columns: [
      { key: 'name', label: 'Name', unit: 'text' },
      { key: 'orders', label: 'Orders', unit: 'orders' },
    ],
    rows: [
      { name: 'a', orders: 3 },
      { name: 'b', orders: null },
    ],
    total_rows: 2,
  },
  chart: null,
  evidence: {
    tool: 't',
    args: {},
    as_of: '',
    period: null,
    population: '',
    rows_used: 0,
    rows_left_out: {},
    definition: [],
    method: '',
    model: null,
    sql: [],
    elapsed_ms: 0,
  },
  gate: null,
  warnings: [],
  suggestions: [],
}
const wordingOf = (body: string) =>
  parseWording({ language: 'en', domain: 'test', tool: 'test', text: `---\nversion: 1\n---\n${body}` })
const render = (body: string, args: Record<string, unknown> = {}, question = 'q'): string =>
  renderWording(wordingOf(body), { result, args }, question)

describe('a wording turns facts into references', () => {
  test('placeholders, operations and cells', () => {
    expect(render('## a\n**{{net_revenue}}**, {{change(net_revenue, before)}}, {{table[0].orders}}')).toBe(
      '**{{r2.net_revenue}}**, {{change(r2.net_revenue, r2.before)}}, {{r2.table[0].orders}}',
    )
  })

  test('a loop names its rows, with a dash for an empty cell', () => {
    expect(render('## a\n{{#rows 3 "; "}}{{row.name}}: {{row.orders}}{{/rows}}')).toBe(
      '{{r2.table[0].name}}: {{r2.table[0].orders}}; {{r2.table[1].name}}: –',
    )
  })

  test('a line about a fact that is missing or empty is left out', () => {
    expect(render('## a\nfirst\n{{unknown}} is not said\n{{nowhere}} neither\nlast')).toBe('first\nlast')
  })

  test('the first section that holds is used, and lines keep their conditions', () => {
    const body =
      '## few [rows = 1]\none\n## asked [arg metric = aov and has before]\nyes\n[not gate] open\n[gate] closed\n## rest\nno'
    expect(render(body, { metric: ['aov'] })).toBe('yes\nopen')
    expect(render(body)).toBe('no')
  })

  test('variants are chosen by the question, the same each time', () => {
    const body = '## a\none\n%%\ntwo\n%%\nthree'
    const questions = Array.from({ length: 30 }, (_, index) => `question ${index}`)
    const first = questions.map((question) => render(body, {}, question))
    expect(questions.map((question) => render(body, {}, question))).toEqual(first)
    expect(new Set(first).size).toBe(3)
  })
})

describe('what the lint refuses', () => {
  test.each([
    ['a digit', 'about 5 per cent'],
    ['a Chinese share', '约三成'],
    ['an unknown operation', '{{mean(a, b)}}'],
    ['a row outside a loop', '{{row.a}}'],
    ['an open brace', 'so {{a is'],
  ])('%s', (_what, text) => {
    expect(lintText(text)).not.toEqual([])
  })

  test('an unknown condition names file and line', () => {
    const file = {
      language: 'en',
      domain: 'd',
      tool: 't',
      text: '---\nversion: 1\n---\n## a [when full]\nx\n## b\ny',
    } as const
    expect(lintWordings([file]).join()).toMatch(/en\/d\/t\.md line 4: 'when full' is not a condition/)
  })

  test('a wording in one language only', () => {
    const file = { language: 'en', domain: 'd', tool: 't', text: '---\nversion: 1\n---\n## b\ny' } as const
    expect(lintWordings([file])).toEqual(['en/d/t.md: there is no wording in zh'])
  })
})

describe('the texts under prompts', () => {
  test('no wording file has anything wrong', () => {
    expect(lintWordings(prompts.wordings)).toEqual([])
  })

  test('replies exist in both languages under the same names, of the same kind, and state no figure', () => {
    const { en, zh } = prompts.replies
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted())
    for (const [name, reply] of Object.entries(en)) {
      expect([name, zh[name]?.kind, zh[name]?.missing, zh[name]?.options?.length]).toEqual([
        name,
        reply.kind,
        reply.missing,
        reply.options?.length,
      ])
      expect([...lintText(reply.text), ...lintText(zh[name]?.text ?? '')]).toEqual([])
      if (reply.kind === 'clarify') expect(reply.options?.length).toBeGreaterThanOrEqual(2)
    }
  })

  test('every English label has a Chinese one, and the vocabularies name the same things', () => {
    // Chinese may name more: what English already says in plain words needs no label there.
    expect(Object.keys(prompts.labels.en).filter((key) => prompts.labels.zh[key] === undefined)).toEqual([])
    const { en, zh } = prompts.vocabularies
    for (const group of ['metrics', 'definitions', 'dimensions', 'grains', 'compare', 'methods', 'cues'] as const) {
      expect(Object.keys(zh[group]).toSorted()).toEqual(Object.keys(en[group]).toSorted())
    }
  })
})

test('a section may speak to those who ask why', () => {
  const wording = parseWording({
    language: 'en',
    domain: 'x',
    tool: 'x',
    text: '---\nversion: 1\n---\n\n## reasons [asks why]\nReasons.\n\n## all\nFigures.\n',
  })
  const asked = (question: string): string => renderWording(wording, { result, args: {} }, question)
  expect(['Why those people?', '为什么是他们?', 'Who are they?'].map(asked)).toEqual([
    'Reasons.',
    'Reasons.',
    'Figures.',
  ])
})
