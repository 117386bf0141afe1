import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'history'
/** Questions that are kept. */
const MOST = 500

/** Questions typed at the terminal of this store, the latest first; empty before the first one. */
export function readHistory(home: string): readonly string[] {
  const path = join(home, FILE)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .toReversed()
}

/** Keeps these questions, the latest first, in a file that only its owner may read. */
export function keepHistory(home: string, questions: readonly string[]): void {
  const path = join(home, FILE)
  const lines = questions.slice(0, MOST).map((question) => `${question.replaceAll('\n', ' ')}\n`)
  writeFileSync(path, lines.toReversed().join(''), { mode: 0o600 })
  chmodSync(path, 0o600)
}

/** Forgets the questions in which one of the words stands. Returns how many. */
export function forgetQuestions(home: string, words: readonly string[]): number {
  const questions = readHistory(home)
  const wanted = words.map((word) => word.toLowerCase())
  const kept = questions.filter((question) => !wanted.some((word) => question.toLowerCase().includes(word)))
  if (kept.length < questions.length) keepHistory(home, kept)
  return questions.length - kept.length
}
