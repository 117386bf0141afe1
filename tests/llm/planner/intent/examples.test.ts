import { expect, test } from 'vitest'
import { loadPrompts } from '../../../../src/config/load-prompts.ts'
import { parseUtterances } from '../../../../src/llm/planner/intent/utterance-file.ts'
import { foldQuestion } from '../../../../src/llm/planner/text/fold-question.ts'

test('no example stands twice, for two readings of one question would teach both', () => {
  const folded = loadPrompts()
    .utterances.flatMap(parseUtterances)
    .map(({ language, text }) => `${language}: ${foldQuestion(text)}`)
  expect(folded.length).toBeGreaterThan(1_000)
  expect(folded.filter((text, index) => folded.indexOf(text) !== index)).toEqual([])
})
