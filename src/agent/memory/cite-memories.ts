import type { Language } from '../../lib/answer.ts'
import { isCurrency } from '../../lib/format-figure.ts'
import type { Fact } from '../../lib/tool-result.ts'
import type { Memory } from '../../services/memory/memory.ts'
import type { ResultBook } from '../references/result-book.ts'
import { memoryResult } from './memory-result.ts'

type Words = Readonly<Record<Language, string>>

/** `{days}`, `{scope}` and `{asked_on}` become references. */
const LINES = {
  active: {
    en: 'Active means bought within {days} days, as you asked on {asked_on}.',
    zh: '按您在 {asked_on} 的要求，活跃指 {days} 天内买过。',
  },
  lapsed: {
    en: 'Lapsed means no order for more than {days} days, as you asked on {asked_on}.',
    zh: '按您在 {asked_on} 的要求，流失指超过 {days} 天没有下单。',
  },
  new: {
    en: 'New means a first order within {days} days, as you asked on {asked_on}.',
    zh: '按您在 {asked_on} 的要求，新客指 {days} 天内首次下单。',
  },
  scope: { en: 'Only {scope}, as you asked on {asked_on}.', zh: '按您在 {asked_on} 的要求，只看{scope}。' },
  money: {
    en: 'Money is shown without its smallest unit, as you asked on {asked_on}.',
    zh: '按您在 {asked_on} 的要求，金额只显示到整数。',
  },
} as const satisfies Readonly<Record<string, Words>>

/**
 * One line for each memory that an answer was given under, with references into results that are added to the book.
 *
 * @param used - those that changed an argument of this turn
 * @param all - of which one on the form of money counts where there is money
 */
export function citeMemories(
  used: readonly Memory[],
  all: readonly Memory[],
  { book, language, asOf }: { readonly book: ResultBook; readonly language: Language; readonly asOf: string },
): readonly string[] {
  const showsMoney = book
    .ofThisTurn()
    .some(({ facts, table }) => [...facts, ...(table?.columns ?? [])].some(({ unit }) => isCurrency(unit)))
  const money = showsMoney ? all.filter(({ effect }) => effect.kind === 'money') : []
  return [...used, ...money].flatMap((memory) => {
    const { effect, words, asked_on } = memory
    if (effect.kind === 'note' || effect.kind === 'language') return []
    const line: Words = LINES[effect.kind === 'definition' ? effect.term : effect.kind]
    const facts: Fact[] = [
      { id: 'asked_on', label: 'Asked on', value: asked_on, unit: 'date' },
      ...(effect.kind === 'definition' ? [{ id: 'days', label: 'Days', value: effect.days, unit: 'number' }] : []),
      ...(effect.kind === 'scope'
        ? [{ id: 'scope', label: 'Scope', value: [effect.filter.value].flat().join(', '), unit: 'text' }]
        : []),
    ]
    const id = book.nextId()
    book.add(memoryResult(id, asOf, facts, [words]))
    return [line[language].replaceAll(/\{(\w+)\}/g, (_whole, name: string) => `{{${id}.${name}}}`)]
  })
}
