import { describe, expect, test } from 'vitest'
import { scoreReviewText } from '../../../src/services/reviews/score-review-text.ts'
import { moodOfMention } from '../../../src/services/reviews/summarise-topics.ts'

/** Aspect and mood of each mention, without stars to help. */
const said = (text: string): string[] =>
  scoreReviewText(text).mentions.map((mention) => `${mention.aspect} ${moodOfMention(mention, null)}`)

describe('damage that did not happen', () => {
  test.each(['盒子一点没压坏', '盒子没有压坏', '箱子没压扁', '没漏液', 'The box was not crushed at all.'])(
    'is no complaint: %s',
    (text) => expect(said(text)).toEqual(['packaging positive']),
  )

  test.each(['盒子压坏了', '箱子都压扁了', '收到时已经漏了', 'The box was crushed.', '杯子没坏,但是盒子压坏了'])(
    'and damage that did is one: %s',
    (text) => expect(said(text)).toEqual(['packaging negative']),
  )
})
