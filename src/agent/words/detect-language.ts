import type { Language } from '../../lib/answer.ts'

/** The language that a question is asked in: Chinese as soon as it holds Chinese words, not only a Chinese name in English. */
export function detectLanguage(question: string): Language {
  const han = question.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han === 0) return 'en'
  const latinWords = question.match(/[A-Za-z]{2,}/g)?.length ?? 0
  return han >= latinWords ? 'zh' : 'en'
}
