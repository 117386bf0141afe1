import { expect, test } from 'vitest'
import { closeUp } from '../../../src/agent/references/close-up.ts'
import { textOf, type Segment } from '../../../src/agent/references/fill-references.ts'

const words = (text: string): Segment => ({ kind: 'words', text })
const figure = (text: string): Segment => ({
  kind: 'figure',
  text,
  fact: { ref: 'r1.x', shown_as: text, value: text, unit: 'text' },
  reference: { ref: 'r1.x' } as never,
})
const written = (...parts: Segment[]): string => textOf(closeUp(parts))

test('no space stands between Chinese words and a Chinese name', () => {
  expect(written(words('最高的是 '), figure('华东'), words(' 地区，共 '), figure('3'), words(' 个'))).toBe(
    '最高的是华东地区，共 3 个',
  )
})

test('a Latin name and an English sentence keep theirs', () => {
  expect(written(words('第一是 '), figure('Trailwind'), words(' 品牌'))).toBe('第一是 Trailwind 品牌')
  expect(written(words('First is '), figure('华东'), words(' with'))).toBe('First is 华东 with')
})

test('a quote stays as it was written', () => {
  expect(written(words('“'), figure('满意 质量很好'), words('”'))).toBe('“满意 质量很好”')
})
