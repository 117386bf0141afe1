import type { PeriodInput } from '../../../lib/filters.ts'
import type { PeriodSpan } from '../periods/calendar.ts'
import type { WordGroup } from '../vocabulary.ts'

interface MarkPlace {
  readonly start: number
  readonly end: number
  /** The folded text that it covers. */
  readonly text: string
}

/** An id, one of the shop's names, or a value of a field ("dormant", 华东, C-10023). */
export interface EntityMark extends MarkPlace {
  readonly kind: 'entity'
  readonly field: string
  readonly value: string
  /** Other readings of the same words. */
  readonly also: readonly { readonly field: string; readonly value: string }[]
  /** Found through a typing error or by its sound. */
  readonly guessed: boolean
}

export interface PeriodMark extends MarkPlace {
  readonly kind: 'period'
  readonly value: PeriodInput
  readonly fromDay: number
  readonly toDay: number
  /** "both before and after X": the two sides. */
  readonly pair: readonly [PeriodSpan, PeriodSpan] | null
}

export interface NumberMark extends MarkPlace {
  readonly kind: 'number'
  readonly unit: 'count' | 'money' | 'ratio'
  readonly value: number
}

/** A word of the vocabulary: a metric, a dimension, a comparison, "of those". */
export interface WordMark extends MarkPlace {
  readonly kind: 'word'
  /** Every meaning of the word: group and what it stands for there. */
  readonly meanings: readonly { readonly group: WordGroup; readonly value: string }[]
  /** Too common to be taken out of the sentence. */
  readonly weak: boolean
}

export type Mark = EntityMark | PeriodMark | NumberMark | WordMark

/** What a word stands for in a group, or null. */
export const meaningOf = (mark: Mark, group: WordGroup): string | null =>
  mark.kind === 'word' ? (mark.meanings.find((meaning) => meaning.group === group)?.value ?? null) : null

/** Every word of a group among the marks, in order, with where it stands. */
export const wordsOf = (marks: readonly Mark[], group: WordGroup) =>
  marks.flatMap((mark) => {
    const value = meaningOf(mark, group)
    return value === null ? [] : [{ value, mark }]
  })
