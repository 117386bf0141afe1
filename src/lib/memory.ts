import type { Filter } from './filters.ts'
import type { Language } from './answer.ts'

/** Words whose meaning somebody may set for their own questions, by days since the last or first order. */
export const DEFINED_TERMS = ['active', 'lapsed', 'new'] as const
export type DefinedTerm = (typeof DEFINED_TERMS)[number]

/** What a memory changes: an argument that its owner could have given in each question, a form of figures, or nothing by itself. */
export type MemoryEffect =
  | { readonly kind: 'scope'; readonly filter: Filter }
  | { readonly kind: 'definition'; readonly term: DefinedTerm; readonly days: number }
  | { readonly kind: 'money'; readonly whole: true }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'note' }

/** What a user says about what is kept in mind. */
export type MemoryOrder =
  | { readonly kind: 'remember'; readonly words: string; readonly effect: MemoryEffect }
  | { readonly kind: 'list' }
  /** `about`: words of those to drop; the latest one when empty, every one for 'all'. */
  | { readonly kind: 'forget'; readonly about: string | 'all' }
