import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { loadPrompts } from '../../../src/config/load-prompts.ts'
import { parseUtterances } from '../../../src/llm/planner/intent/utterance-file.ts'
import { tools } from '../../../tools/registry.ts'

const { replies, utterances } = loadPrompts()
const LANGUAGES = ['en', 'zh'] as const

const sourcesUnder = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n')
const root = join(import.meta.dirname, '../../../src')
const planner = sourcesUnder(join(root, 'llm/planner'))
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

/** What the planner asks for when a call lacks an argument that its tool cannot do without. */
const missingArguments = tools.flatMap(({ input }) => {
  const { required = [] } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as { required?: string[] }
  return required.map((name) => `missing:${name.replace(/s$/, '')}`)
})

/** Fields that a proposal, and a price, ask for themselves. */
const missingFields = (
  [
    ['services/approvals/proposing/action-args.ts', 'propose_action', /missing\('\w+', '([\w.]+)'/g],
    ['services/prices/simulate-price.ts', 'simulate_price', /missing\('(\w+)'/g],
    ['services/levels/simulate-levels.ts', 'analyze_member_levels', /missing\('(\w+)'/g],
  ] as const
).flatMap(([path, tool, pattern]) =>
  all(readFileSync(join(root, path), 'utf8'), pattern).map((field) => `missing:${tool}:${field}`),
)

const names = [
  ...new Set([
    ...missingArguments,
    ...missingFields,
    ...all(planner, /kind: 'reply', name: '([\w:]+)'/g),
    ...all(planner, /return '(not_\w+|unbound|forbidden|refuse_\w+|outside_data|unavailable|invalid_input)'/g),
    ...all(planner, /assumed\.add\('(\w+)'\)/g).map((name) => `assumed:${name}`),
    ...all(planner, /findReply\(planner, language, '(\w+)'\)/g),
    ...utterances
      .flatMap(parseUtterances)
      .flatMap(({ intent }) => (intent.startsWith('general:') ? [intent.slice('general:'.length)] : [])),
    // What is left of a name that has no text of its own.
    'missing',
    'not_understood',
  ]),
]

test('there are names to look for', () => {
  expect(names.length).toBeGreaterThan(40)
})

test.each(LANGUAGES)('every reply that the planner can name has words (%s)', (language) => {
  // A topic may do with the words of its kind (not_supported:weather).
  const spoken = (name: string): boolean =>
    replies[language][name] !== undefined ||
    (!name.startsWith('missing:') && replies[language][name.split(':')[0] ?? ''] !== undefined)
  expect(names.filter((name) => !spoken(name))).toEqual([])
})

test('both languages have the same replies, each with its kind and as many choices', () => {
  const shapes = LANGUAGES.map((language) =>
    Object.fromEntries(
      Object.entries(replies[language]).map(([name, { kind, options = [], missing = [], reason_code: reason }]) => [
        name,
        { kind, options: options.length, missing, reason },
      ]),
    ),
  )
  expect(shapes[0]).toEqual(shapes[1])
})
