import type { Language } from '../../lib/answer.ts'
import { problemWords, type RaisedProblem, type ToldProblem } from './problem-words.ts'
import { zhProblems } from './zh/index.ts'

const inChinese = problemWords(zhProblems)

/** A failure in the reader's language. Codes, fields and what the log holds stay as they are. */
export const tellProblem = (problem: RaisedProblem, language: Language): ToldProblem =>
  language === 'zh' ? inChinese(problem) : { ...problem, title: problem.code }

/** What is wrong and the way out, one sentence behind the other. */
export function problemSentences(problem: RaisedProblem, language: Language): string {
  const { message, hint } = tellProblem(problem, language)
  if (hint === null) return message
  return language === 'zh' ? `${message}。${hint}` : `${message}. ${hint}`
}
