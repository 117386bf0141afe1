import { describe, expect, test } from 'vitest'
import { findIds } from '../../../src/llm/planner/marks/find-ids.ts'
import { foldQuestion } from '../../../src/llm/planner/text/fold-question.ts'
import { idShape } from '../../../src/services/lexicon/id-shape.ts'

describe('how a shop writes its ids', () => {
  test('is the beginning that nearly all share, and the fewest figures', () => {
    expect(idShape(['C-7', 'C-42', 'C-10023'])).toEqual({ prefix: 'C-', fewestDigits: 1 })
    expect(idShape(['CUST_0042', 'CUST_0101'])).toEqual({ prefix: 'CUST_', fewestDigits: 4 })
    expect(idShape([...Array.from({ length: 19 }, (_, i) => `U${i}`), 'import'])).toEqual({
      prefix: 'U',
      fewestDigits: 3,
    })
  })

  test('is none for bare numbers, for mixed beginnings, for random ids and without any', () => {
    for (const ids of [['17850', '13047'], ['A-1', 'B-2', 'C-3'], ['9f1c2e', 'a07b3d'], []])
      expect(idShape(ids)).toBeNull()
  })

  test.each([
    ['Show the last orders of customer C-42', 'C-', 1, 'C-42'],
    ['客户 cust_0042 最近怎么样?', 'CUST_', 4, 'CUST_0042'],
    ['what did ＣＵＳＴ＿0042 buy', 'CUST_', 4, 'CUST_0042'],
    ['会员VIP#0017的订单', 'VIP#', 4, 'VIP#0017'],
  ])('finds it in "%s"', (question, prefix, fewestDigits, id) => {
    const marks = findIds(foldQuestion(question), [{ field: 'customer_id', prefix, fewestDigits }])
    expect(marks.map(({ field, value }) => [field, value])).toEqual([['customer_id', id]])
  })

  test.each(['revenue in q4', 'abc-42 of XC-42', 'C-42-7', 'c-42abc'])('and nothing in "%s"', (question) => {
    expect(findIds(foldQuestion(question), [{ field: 'customer_id', prefix: 'C-', fewestDigits: 1 }])).toEqual([])
  })
})
