import { expect, test } from 'vitest'
import { callFor } from '../../../support/planner.ts'

test.each([
  ['which categories are trending?', {}],
  ['哪些品类在下滑?', {}],
  ['which brands are growing fastest?', { by: 'brand' }],
  ['季节调整后的品类增速', {}],
  ['哪些地区增长最快?', { by: 'region' }],
  ['are skincare things growing?', { category: 'skincare' }],
  ['护肤品在增长吗', { category: 'skincare' }],
])('%s', async (question, args) => {
  expect(await callFor(question)).toMatchObject({ name: 'analyze_trends', args })
})
