import { describe, expect, test } from 'vitest'
import { loadPrompts } from '../../../../src/config/load-prompts.ts'
import { dayOfDate } from '../../../../src/lib/time-zone.ts'
import type { LexiconEntry } from '../../../../src/llm/planner/lexicon.ts'
import { readMemoryOrder } from '../../../../src/llm/planner/memory/read-memory-order.ts'

const entries: readonly LexiconEntry[] = [
  { field: 'region', value: '华东', names: [] },
  { field: 'region', value: '西南', names: [] },
  { field: 'category', value: 'outdoor', names: [] },
]
const knowledge = { texts: loadPrompts(), lexicon: { entries } }
const frame = { asOfDay: dayOfDate('2026-06-30'), weekStart: 1, firstDay: dayOfDate('2024-01-01') }
const read = (question: string) => readMemoryOrder(question, knowledge, frame)
const effect = (question: string) => {
  const order = read(question)
  return order?.kind === 'remember' ? order.effect : order
}

describe('what is to be kept in mind', () => {
  test.each([
    [
      'From now on, call a customer active when he bought within 60 days',
      { kind: 'definition', term: 'active', days: 60 },
    ],
    ['Remember that lapsed means no order for 4 months', { kind: 'definition', term: 'lapsed', days: 120 }],
    ['以后把90天内买过的算活跃客户', { kind: 'definition', term: 'active', days: 90 }],
    ['从现在起,两个月没有下单就算流失', { kind: 'definition', term: 'lapsed', days: 60 }],
    ['always show money without cents', { kind: 'money', whole: true }],
    ['记住,金额不要小数', { kind: 'money', whole: true }],
    ['Always answer in Chinese', { kind: 'language', language: 'zh' }],
    ['以后用英文回答', { kind: 'language', language: 'en' }],
    ['记住我只关心华东', { kind: 'scope', filter: { field: 'region', op: 'eq', value: '华东' } }],
    [
      'Remember I only care about outdoor',
      { kind: 'scope', filter: { field: 'category', op: 'eq', value: 'outdoor' } },
    ],
    ['以后只看华东和西南', { kind: 'scope', filter: { field: 'region', op: 'in', value: ['华东', '西南'] } }],
    ['remember that our fiscal year starts in April', { kind: 'note' }],
  ])('%s', (question, expected) => {
    expect(effect(question)).toEqual(expected)
  })

  test.each([
    ['what do you remember about me?', { kind: 'list' }],
    ['你记得什么?', { kind: 'list' }],
    ['你记住了我的哪些偏好', { kind: 'list' }],
    ['forget that', { kind: 'forget', about: '' }],
    ['Forget everything.', { kind: 'forget', about: 'all' }],
    ['forget what I said about 华东', { kind: 'forget', about: '华东' }],
    ['忘掉那个', { kind: 'forget', about: '' }],
    ['忘掉全部', { kind: 'forget', about: 'all' }],
  ])('%s', (question, expected) => {
    expect(read(question)).toEqual(expected)
  })

  test.each([
    'How many active customers do we have?',
    'Who always buys on Mondays?',
    'Do you remember the last result?',
    'Forget customer C-10023',
    '只看华东的呢',
    '忘掉客户 C-10023 的数据',
    '默认的退货期是多少天?',
  ])('%s asks for something else', (question) => {
    expect(read(question)).toBeNull()
  })
})
