import { expect, test } from 'vitest'
import { loadPrompts } from '../../src/config/load-prompts.ts'

/** A mark of English beside a Chinese character; references to facts and names of replies stand for their values. */
const HALF_WIDTH = /\p{Script=Han}[,;:?!(]|[,;:?!)]\p{Script=Han}/u

const { wordings, replies, labels } = loadPrompts()

test('answers, replies and labels in Chinese are set with Chinese punctuation', () => {
  const lines = [
    ...wordings.filter(({ language }) => language === 'zh').flatMap(({ text }) => text.split('\n')),
    ...Object.values(replies.zh).map((reply) => JSON.stringify(reply)),
    ...Object.values(labels.zh),
  ].filter((line) => !line.startsWith('#'))
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines.filter((line) => HALF_WIDTH.test(line))).toEqual([])
})
