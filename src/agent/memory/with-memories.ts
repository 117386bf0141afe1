import type { Language } from '../../lib/answer.ts'
import type { Memory } from '../../services/memory/memory.ts'
import type { Draft } from '../turn/draft-answer.ts'
import type { Turn } from '../turn/turn.ts'
import { citeMemories } from './cite-memories.ts'

/** The draft with a line for each memory that it was made under. */
export function withMemories(turn: Turn, draft: Draft): Draft {
  const { book, language, caller, memories } = turn
  const asOf = book.ofThisTurn()[0]?.evidence.as_of ?? ''
  const lines = citeMemories([...caller.heeded], memories, { book, language, asOf })
  if (lines.length === 0) return draft
  return { ...draft, answer: { ...draft.answer, assumptions: [...(draft.answer.assumptions ?? []), ...lines] } }
}

/** The language that somebody wants all answers in. */
export const languageAsked = (memories: readonly Memory[]): Language | undefined =>
  memories.flatMap(({ effect }) => (effect.kind === 'language' ? [effect.language] : [])).at(-1)
