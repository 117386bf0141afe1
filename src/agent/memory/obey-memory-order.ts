import type { Language, ModelAnswer } from '../../lib/answer.ts'
import type { MemoryOrder } from '../../lib/memory.ts'
import type { Fact } from '../../lib/tool-result.ts'
import type { FindIdentifiers } from '../../privacy/create-identifier-finder.ts'
import type { ServiceContext } from '../../services/context.ts'
import { forget, listMemories, remember, type Memory } from '../../services/memory/memory.ts'
import type { ResultBook } from '../references/result-book.ts'
import { memoryResult } from './memory-result.ts'

const WORDS = {
  kept: {
    en: '**I keep that in mind for you: {{words}}**\n\nIt holds for your questions only, and each answer that uses it says so. Say "forget that" to drop it.',
    zh: '**已为您记住：{{words}}**\n\n它只影响您自己的提问，用到时会在回答里说明。说“忘掉这个”即可删除。',
  },
  note: {
    en: '**I keep that in mind for you: {{words}}**\n\nI read no rule for figures in it, so it changes none; a language model, where one is set up, is told it. Say "forget that" to drop it.',
    zh: '**已为您记住：{{words}}**\n\n我没有从中读出关于数字的规则，所以不会改变任何数字；配置了语言模型时会告诉它。说“忘掉这个”即可删除。',
  },
  personal: {
    en: '**I do not keep names or contacts in mind.** Say it with the customer id instead.',
    zh: '**我不会记住姓名或联系方式。**请改用客户编号来说。',
  },
  list: { en: '**This is what you asked me to keep in mind:**', zh: '**您让我记住的有：**' },
  item: { en: '- {{words}} (asked on {{asked_on}})', zh: '- {{words}}（{{asked_on}}）' },
  empty: {
    en: '**I keep nothing in mind about you.** Say for instance "from now on, show money without cents", or how long after an order a customer counts as active.',
    zh: '**我没有记住关于您的任何事。**可以这样说：“以后金额不要小数”，或者说明下单后多久算活跃客户。',
  },
  forgotten: { en: '**Forgotten:**', zh: '**已忘掉：**' },
  nothing: { en: '**There is nothing of that kind to forget.**', zh: '**没有这样的记忆可忘。**' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export interface ObeyRequest {
  readonly ctx: ServiceContext
  readonly language: Language
  readonly book: ResultBook
  readonly asOf: string
  readonly findIdentifiers: FindIdentifiers
}

/** Keeps, lists or drops what a user wants kept in mind, and answers; what was said stands in the answer as a quotation. */
export function obeyMemoryOrder(order: MemoryOrder, request: ObeyRequest): ModelAnswer {
  const { ctx, language, findIdentifiers } = request
  const say = (name: keyof typeof WORDS): string => WORDS[name][language]
  switch (order.kind) {
    case 'remember': {
      if (findIdentifiers(order.words).length > 0) {
        return { kind: 'decline', text: say('personal'), reason_code: 'personal_data' }
      }
      const memory = remember({ ctx, input: order })
      return { kind: 'answer', text: quoting([memory], say(order.effect.kind === 'note' ? 'note' : 'kept'), request) }
    }
    case 'list': {
      const memories = listMemories({ ctx })
      if (memories.length === 0) return { kind: 'answer', text: say('empty') }
      return { kind: 'answer', text: `${say('list')}\n\n${quoting(memories, say('item'), request)}` }
    }
    case 'forget': {
      const dropped = chosen(listMemories({ ctx }), order.about)
      if (dropped.length === 0) return { kind: 'answer', text: say('nothing') }
      const text = `${say('forgotten')}\n\n${quoting(dropped, say('item'), request)}`
      forget({ ctx, input: { ids: dropped.map(({ id }) => id) } })
      return { kind: 'answer', text }
    }
  }
}

function chosen(memories: readonly Memory[], about: string): readonly Memory[] {
  if (about === 'all') return memories
  if (about === '') return memories.slice(-1)
  return memories.filter(({ words }) => words.toLowerCase().includes(about.toLowerCase()))
}

/** The template once for each memory, with references to what was said and when. */
function quoting(memories: readonly Memory[], template: string, { book, asOf }: ObeyRequest): string {
  const id = book.nextId()
  const facts = memories.flatMap(({ words, asked_on }, index): Fact[] => [
    { id: `words_${index}`, label: 'Said', value: words, unit: 'text' },
    { id: `asked_on_${index}`, label: 'Asked on', value: asked_on, unit: 'date' },
  ])
  book.add(
    memoryResult(
      id,
      asOf,
      facts,
      memories.map(({ words }) => words),
    ),
  )
  return memories
    .map((_memory, index) =>
      template.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => `{{${id}.${name}_${index}}}`),
    )
    .join('\n')
}
