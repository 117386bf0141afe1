import { expect, test } from 'vitest'
import { markFigures } from '../../../src/channels/web/ask/mark-figures.ts'
import type { AnswerFact } from '../../../src/lib/answer.ts'

const fact = (ref: string, shown: string, value: number | string): AnswerFact => ({
  ref,
  shown_as: shown,
  value,
  unit: 'customers',
})

/** The text with every figure that was marked as [figure|reference]. */
function marked(text: string, facts: readonly AnswerFact[]): string {
  const tree = {
    type: 'root',
    children: [{ type: 'element', tagName: 'p', children: [{ type: 'text', value: text }] }],
  }
  markFigures(facts)(tree)
  const [paragraph] = tree.children
  return (paragraph?.children ?? [])
    .map((node: { value?: string; properties?: Record<string, string>; children?: { value?: string }[] }) =>
      node.value === undefined ? `[${node.children?.[0]?.value}|${node.properties?.['title']}]` : node.value,
    )
    .join('')
}

test('a figure of a result is marked with its reference, in English and without spaces around it in Chinese', () => {
  expect(marked('There are 812 of them.', [fact('r1.at_risk', '812', 812)])).toBe('There are [812|r1.at_risk] of them.')
  expect(marked('共812人', [fact('r1.at_risk', '812', 812)])).toBe('共[812|r1.at_risk]人')
})

test('figures that look alike are taken in the order of the answer', () => {
  const facts = [fact('r1.a', '5', 5), fact('r1.b', '5', 5)]
  expect(marked('5 and 5', facts)).toBe('[5|r1.a] and [5|r1.b]')
})

test('the longest figure wins, and parts of dates, ids and longer numbers are none', () => {
  const facts = [fact('r1.day', '30', 30), fact('r1.money', '¥1,230.00', 1230)]
  expect(marked('2026-06-30: ¥1,230.00, SKU-30, 1,230, 30.', facts)).toBe(
    '2026-06-30: [¥1,230.00|r1.money], SKU-30, 1,230, [30|r1.day].',
  )
})

test('names and dates are not marked, only quantities', () => {
  expect(marked('Shanghai leads', [fact('r1.first', 'Shanghai', 'Shanghai')])).toBe('Shanghai leads')
})

test('signs that mean something in a pattern are taken as they are', () => {
  expect(marked('from $5 (+2.5%)', [fact('r1.m', '$5', 5), fact('r1.c', '+2.5%', 0.025)])).toBe(
    'from [$5|r1.m] ([+2.5%|r1.c])',
  )
})
