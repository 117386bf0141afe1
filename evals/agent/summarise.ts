import { DIMENSIONS, type Grades } from './grade-answer.ts'
import type { Oracle, Question } from './question.ts'

export interface GradedQuestion {
  readonly question: Question
  readonly oracle: Oracle
  /** One per run. */
  readonly grades: readonly Grades[]
  /** The first tool called, else the kind of the answer. */
  readonly called: string
  /** Every run gave the same words and calls. */
  readonly same: boolean
  /** The kind of the first run's answer. */
  readonly kind: string
  /** The first run's calls with what their arguments amount to: what a translation must share. */
  readonly calls: string
  /** Its figures by where they stand: facts by their reference, cells of tables. */
  readonly figures: ReadonlyMap<string, unknown>
}

const problems = (grades: Grades): string[] =>
  Object.entries(grades).flatMap(([dimension, problem]) => (problem === null ? [] : [`${dimension}: ${problem}`]))

const share = (right: number, all: number): number => (all === 0 ? 1 : Math.round((right / all) * 10_000) / 10_000)

/** Counts of right answers, questions that nothing serves yet apart: at the first run, in all runs, by dimension, tool, language and kind. */
export function summarise(all: readonly GradedQuestion[]) {
  const graded = all.filter(({ oracle }) => oracle.not_served_yet !== true)
  const unserved = all.filter(({ oracle }) => oracle.not_served_yet === true)
  const passed = (one: GradedQuestion): boolean => problems(one.grades[0] ?? {}).length === 0
  const passedAlways = (one: GradedQuestion): boolean =>
    one.same && one.grades.every((grades) => problems(grades).length === 0)
  const by = (keyOf: (one: GradedQuestion) => string): Record<string, { n: number; pass: number }> => {
    const table: Record<string, { n: number; right: number }> = {}
    for (const one of graded) {
      const row = (table[keyOf(one)] ??= { n: 0, right: 0 })
      row.n += 1
      row.right += passed(one) ? 1 : 0
    }
    return Object.fromEntries(
      Object.entries(table).map(([key, row]) => [key, { n: row.n, pass: share(row.right, row.n) }]),
    )
  }
  return {
    n: graded.length,
    pass_at_1: share(graded.filter(passed).length, graded.length),
    pass_all_k: share(graded.filter(passedAlways).length, graded.length),
    not_served_yet: {
      n: unserved.length,
      said_so: unserved.filter(passedAlways).length,
    },
    by_dimension: Object.fromEntries(
      DIMENSIONS.map((dimension) => {
        const judged = graded.filter((one) => one.grades[0]?.[dimension] !== undefined)
        const right = judged.filter((one) => one.grades[0]?.[dimension] === null)
        return [dimension, { n: judged.length, pass: share(right.length, judged.length) }]
      }),
    ),
    asking: asking(graded),
    pairs: pairs(graded),
    paraphrases: paraphrases(graded, passed),
    by_tool: by(({ oracle }) => oracle.tools[0] ?? oracle.expect),
    by_language: by(({ question }) => question.lang),
    by_kind: by(({ question }) => question.kind),
    failures: all
      .filter((one) => !passedAlways(one))
      .map((one) => ({
        id: one.question.id,
        question: [...one.question.history, one.question.question].join(' / '),
        why: [...new Set(one.grades.flatMap(problems)), ...(one.same ? [] : ['not the same each time'])].join(' | '),
      })),
  }
}

/** Questions that had to be asked back and were; questions that had an answer and were asked back all the same. */
function asking(graded: readonly GradedQuestion[]) {
  const [unclear, clear] = [true, false].map((must) =>
    graded.filter(({ oracle }) => (oracle.expect === 'clarify') === must),
  )
  const asked = (all: readonly GradedQuestion[] = []): number => all.filter(({ kind }) => kind === 'clarify').length
  return {
    unclear: unclear?.length ?? 0,
    recall: share(asked(unclear), unclear?.length ?? 0),
    clear: clear?.length ?? 0,
    needless: clear === undefined || clear.length === 0 ? 0 : share(asked(clear), clear.length),
  }
}

/** Questions that stand in both languages with all their arguments settled: the same calls, the same figures? */
function pairs(graded: readonly GradedQuestion[]) {
  const inEnglish = new Map(
    graded.filter(({ question }) => question.lang === 'en').map((one) => [one.question.id.replace(/-en$/, ''), one]),
  )
  const both = graded.flatMap((chinese) => {
    const english = chinese.question.lang === 'zh' ? inEnglish.get(chinese.question.id.replace(/-zh$/, '')) : undefined
    const settled = chinese.oracle.args !== null && !('...' in chinese.oracle.args)
    return english === undefined || !settled ? [] : [{ english, chinese }]
  })
  const calls = both.flatMap(({ english, chinese }) => (english.calls === chinese.calls ? [] : [chinese.question.id]))
  const figures = both.flatMap(({ english, chinese }) =>
    agree(english.figures, chinese.figures) ? [] : [chinese.question.id],
  )
  return {
    n: both.length,
    same_calls: share(both.length - calls.length, both.length),
    same_figures: share(both.length - figures.length, both.length),
    other_calls: calls,
    other_figures: figures,
  }
}

/** Wordings differ in how many figures they tell; what both tell of one thing must be one figure. */
const agree = (some: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>): boolean =>
  [...some].every(([place, value]) => !others.has(place) || others.get(place) === value)

const TEN = 10

/** Meanings that are asked in ten ways or more: how many of them are understood in at least 95 of 100. */
function paraphrases(graded: readonly GradedQuestion[], passed: (one: GradedQuestion) => boolean) {
  const meanings = new Map<string, GradedQuestion[]>()
  for (const one of graded) {
    const meaning = one.question.id.replace(/-\d+-(?:en|zh)$/, '')
    meanings.set(meaning, [...(meanings.get(meaning) ?? []), one])
  }
  const asked = [...meanings].filter(([, all]) => all.length >= TEN)
  const below = asked.flatMap(([meaning, all]) => {
    const right = share(all.filter(passed).length, all.length)
    return right < 0.95 ? [`${meaning} ${right} of ${all.length}`] : []
  })
  return { meanings: asked.length, understood: share(asked.length - below.length, asked.length), below }
}

/** Rows: what was right; columns: what was called. Only cells that hold something. */
export function confusionTable(graded: readonly GradedQuestion[]): string {
  const cells = new Map<string, number>()
  for (const { oracle, called } of graded) {
    const wanted = oracle.tools[0] ?? oracle.expect
    const got = oracle.tools.includes(called) ? wanted : called
    const key = `${wanted} -> ${got}`
    cells.set(key, (cells.get(key) ?? 0) + 1)
  }
  return [...cells]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => `${String(count).padStart(5)}  ${key}`)
    .join('\n')
}
