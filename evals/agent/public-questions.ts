import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Oracle, Question } from './question.ts'

interface PublicRow {
  readonly id: string
  readonly kind: string
  readonly lang: 'en' | 'zh'
  readonly role: string
  readonly history: readonly string[]
  readonly question: string
  readonly expect: Oracle['expect']
  readonly capability: string
  readonly args: Readonly<Record<string, unknown>>
  readonly bound_customer: string | null
}

/** Capabilities whose tools do not exist yet; a line goes when its tool comes. */
const NOT_SERVED_YET = new Set(
  JSON.parse(readFileSync(join(import.meta.dirname, 'not-served-yet.json'), 'utf8')) as string[],
)

/** The reason that a refusal has to give. */
const REASONS: Readonly<Record<string, string>> = { refuse: 'forbidden', none: 'out_of_scope' }

/** How the words of a question set for arguments are written in a tool's own. */
const ARGUMENT_WORDS: Readonly<Record<string, (value: unknown) => Readonly<Record<string, unknown>>>> = {
  customer: (value) => ({ customer_id: value }),
  method: (value) => ({ method: value }),
  k: (value) => ({ k: value }),
  features: (value) => ({ features: value }),
  compare_as_of: (value) => ({ compare_as_of: value }),
  cohort: (value) => ({ period: value }),
  period: (value) => ({ period: value }),
  import: () => ({ import_id: 'latest_orders' }),
  limit: (value) => ({ limit: value }),
  stage: (value) => ({ filters: [{ field: 'lifecycle', op: 'eq', value }] }),
}

/**
 * A question set of the public form: capabilities are looked up in `capabilities.json` beside it. Arguments whose words
 * have no counterpart here are left to a person; what remains must be among those of the call.
 */
export function readPublicQuestions(path: string): { questions: Question[]; oracles: Oracle[] } {
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PublicRow)
  const beside = join(dirname(path), 'capabilities.json')
  const capabilities: Record<string, string[]> = existsSync(beside)
    ? (JSON.parse(readFileSync(beside, 'utf8')) as Record<string, string[]>)
    : {}
  return {
    questions: rows.map(({ id, lang, kind, role, history, question, bound_customer: bound }) => ({
      id,
      lang,
      kind,
      role,
      history,
      question,
      bound_customer: bound,
    })),
    oracles: rows.map((row): Oracle => {
      const args = Object.entries(row.args).flatMap(([name, value]) =>
        Object.entries(ARGUMENT_WORDS[name]?.(value) ?? {}),
      )
      const missing = row.args['missing']
      if (NOT_SERVED_YET.has(row.capability)) {
        return {
          id: row.id,
          expect: 'decline',
          tools: [],
          args: null,
          reason_code: 'not_supported',
          not_served_yet: true,
        }
      }
      return {
        id: row.id,
        expect: row.expect,
        tools: capabilities[row.capability] ?? [],
        args: row.expect === 'answer' ? { ...Object.fromEntries(args), '...': true } : null,
        ...(REASONS[row.capability] === undefined ? {} : { reason_code: REASONS[row.capability] ?? '' }),
        ...(Array.isArray(missing) ? { missing: missing.map(String) } : {}),
      }
    }),
  }
}
