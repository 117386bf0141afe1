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
