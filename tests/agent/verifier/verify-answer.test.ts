import { describe, expect, test } from 'vitest'
import { createOwnWords } from '../../../src/agent/verifier/own-words.ts'
import { verifyAnswer } from '../../../src/agent/verifier/verify-answer.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import {
  answerOf,
  makeDraft,
  mutate,
  MUTATIONS,
  type CheckedAnswer,
  type DraftCase,
} from '../../support/answer-mutants.ts'

const isOwnWords = createOwnWords([])
const check = ({ question, book }: DraftCase, answer: CheckedAnswer) =>
  verifyAnswer({ answer, question, book, labels: {}, isOwnWords })

describe('the verifier', () => {
  test('lets 500 sound answers in two languages pass', () => {
    const random = seededRandom('sound answers')
    const refused: unknown[] = []
    for (let index = 0; index < 500; index += 1) {
      const draft = makeDraft(random)
      const answer = answerOf(draft)
      const refusals = check(draft, answer)
      if (refusals.length > 0) refused.push({ text: answer.text, question: draft.question, refusals })
    }
    expect(refused).toEqual([])
  })

  test.each(MUTATIONS)('refuses every one of 400 answers with a %s', (mutation) => {
    const random = seededRandom(`mutants: ${mutation}`)
    const passed: unknown[] = []
    let made = 0
    while (made < 400) {
      const draft = makeDraft(random)
      const mutant = mutate(draft, mutation, random)
      if (mutant === null) continue
      made += 1
      if (check(draft, mutant).length === 0)
        passed.push({ question: draft.question, was: answerOf(draft).text, text: mutant.text })
    }
    expect(passed).toEqual([])
  })
})
