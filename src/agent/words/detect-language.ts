import type { Language } from '../../lib/answer.ts'
import { languageOf } from '../../llm/planner/text/language-of.ts'

/** Whether there are words to tell a language by, ids aside. */
const hasWords = (text: string): boolean =>
  /\p{Script=Han}|[a-z]{2,}/iu.test(text.replaceAll(/\b[A-Z]+-\d+\b/gi, '').replaceAll(/\{\{[^{}]*\}\}/g, ''))

/**
 * The language of the first text that has words: the question, else the one before it.
 *
 * @example detectLanguage(['C-10023?', '上个月的客单价是多少?']) // => 'zh'
 */
export const detectLanguage = (texts: readonly string[]): Language => languageOf(texts.find(hasWords) ?? '')

/** The language that a draft is written in, its references aside; `otherwise` when it has no words. */
export const languageOfDraft = (draft: string, otherwise: Language): Language =>
  hasWords(draft) ? languageOf(draft.replaceAll(/\{\{[^{}]*\}\}/g, '')) : otherwise
