import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeQuestions } from '../../../evals/agent/make-questions.ts'
import { FRESH } from '../../../evals/agent/fresh-templates.ts'
import { HELD_OUT, HELD_OUT_REPLIES } from '../../../evals/agent/held-out-templates.ts'
import { NEWCOMER_2, NEWCOMER_2_REPLIES } from '../../../evals/agent/newcomer-2-templates.ts'
import { NEWCOMER_3, NEWCOMER_3_REPLIES } from '../../../evals/agent/newcomer-3-templates.ts'
import { NEWCOMER_4, NEWCOMER_4_REPLIES } from '../../../evals/agent/newcomer-4-templates.ts'
import { NEWCOMER_REPLIES } from '../../../evals/agent/newcomer-conversations.ts'
import { NEWCOMER } from '../../../evals/agent/newcomer-templates.ts'
import { WIDE } from '../../../evals/agent/wide-templates.ts'
import { PARAPHRASES, PARAPHRASED_REPLIES } from '../../../evals/agent/paraphrase-templates.ts'
import { loadPrompts } from '../../../src/config/load-prompts.ts'
import { parseUtterances } from '../../../src/llm/planner/intent/utterance-file.ts'

/** Words alone: case, spaces and marks do not make another wording. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

const SETS = {
  templated: makeQuestions(),
  paraphrases: makeQuestions(PARAPHRASES, PARAPHRASED_REPLIES),
  'held-out': makeQuestions(HELD_OUT, HELD_OUT_REPLIES),
  fresh: makeQuestions(FRESH, []),
  wide: makeQuestions(WIDE, []),
}

/** Written without a look at the examples: a wording may stand among them by chance. */
const BLIND_SETS = {
  newcomer: makeQuestions(NEWCOMER, NEWCOMER_REPLIES),
  'newcomer-2': makeQuestions(NEWCOMER_2, NEWCOMER_2_REPLIES),
  'newcomer-3': makeQuestions(NEWCOMER_3, NEWCOMER_3_REPLIES),
  'newcomer-4': makeQuestions(NEWCOMER_4, NEWCOMER_4_REPLIES),
}

describe('questions of the evaluation', () => {
  test.each(Object.entries(SETS))('no wording of %s is an example of the planner', (_name, { questions }) => {
    const shown = new Set(
      loadPrompts()
        .utterances.flatMap(parseUtterances)
        .map(({ text }) => bare(text)),
    )
    expect(questions.map(({ question }) => question).filter((text) => shown.has(bare(text)))).toEqual([])
  })

  test('what is held out stands in no set that the planner is mended on', () => {
    const seen = new Set([...SETS.templated.questions, ...SETS.paraphrases.questions].map(wholeOf))
    expect(SETS['held-out'].questions.map(wholeOf).filter((text) => seen.has(text))).toEqual([])
  })

  test.each(['en', 'zh'])('at least 150 questions in %s are held out', (lang) => {
    expect(SETS['held-out'].questions.filter((question) => question.lang === lang).length).toBeGreaterThanOrEqual(150)
  })

  test.each(Object.entries({ ...SETS, ...BLIND_SETS }))(
    'the files of %s are what their templates make',
    (name, made) => {
      for (const folder of ['questions', 'oracles'] as const) {
        const file = join(import.meta.dirname, '../../../evals/agent', folder, `${name}.jsonl`)
        const rows = readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown)
        expect(rows).toEqual(JSON.parse(JSON.stringify(made[folder])))
      }
    },
  )
})

function wholeOf({ history, question }: { readonly history: readonly string[]; readonly question: string }): string {
  return bare([...history, question].join(' '))
}
