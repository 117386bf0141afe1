import { expect, test } from 'vitest'
import { residualFigures } from '../../../evals/proof/residual-figures.ts'
import { tellLie } from '../../../evals/proof/lies.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const fact = (shown: string) => ({ ref: 'r1.a', shown_as: shown, value: 1, unit: 'orders' })
const left = (text: string, shown: readonly string[] = [], question = '') =>
  residualFigures({ text, facts: shown.map(fact), assumptions: [] }, question, 'Returns beyond half are rare')

test.each([
  ['It was ¥1,234.50 from 812 buyers.', ['¥1,234.50', '812'], []],
  ['It was ¥1,234.50, twice as much.', ['¥1,234.50'], ['twice']],
  ['1. C-1: 3\n2. C-2: 4', ['C-1', '3', 'C-2', '4'], []],
  ['共 812 位,三成复购', ['812'], ['三成']],
  ['有１２３位', [], ['１２３']],
  ['Returns beyond half are rare', [], []],
])('%s', (text, shown, expected) => {
  expect(left(text, shown)).toEqual(expected)
})

test('what the user said may be repeated', () => {
  expect(left('The top 3 are these', [], 'Who are the top 3?')).toEqual([])
})

test('a lie carries its mark, and the same seed tells the same lies', () => {
  const tell = () => {
    const random = seededRandom('lies')
    return Array.from({ length: 200 }, (_, index) => tellLie(index % 2 === 0 ? 'en' : 'zh', random))
  }
  const lies = tell()
  expect(lies.filter(({ text, mark }) => mark === '' || !text.includes(mark) || /[[\]{}]/.test(text))).toEqual([])
  expect(tell()).toEqual(lies)
})
