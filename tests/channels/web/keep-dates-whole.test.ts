import { expect, test } from 'vitest'
import { keepDatesWhole } from '../../../src/channels/web/ask/keep-dates-whole.ts'

/** The parts of a paragraph, those that no line breaks in brackets. */
function parts(text: string, tagName = 'p'): string {
  const tree = { type: 'root', children: [{ type: 'element', tagName, children: [{ type: 'text', value: text }] }] }
  keepDatesWhole()(tree)
  return (tree.children[0]?.children ?? [])
    .map((node: { value?: string; tagName?: string; children?: { value?: string }[] }) =>
      node.tagName === 'time' ? `[${node.children?.[0]?.value}]` : (node.value ?? ''),
    )
    .join('')
}

test('days and months are kept whole, in both languages', () => {
  expect(parts('from 2026-04-01 to 2026-06-30.')).toBe('from [2026-04-01] to [2026-06-30].')
  expect(parts('最高在2026-06，为')).toBe('最高在[2026-06]，为')
})

test('ids and code that only look like one are left as they are', () => {
  expect(parts('newsletter-2026-06-a')).toBe('newsletter-2026-06-a')
  expect(parts('2026-06-30', 'code')).toBe('2026-06-30')
})
