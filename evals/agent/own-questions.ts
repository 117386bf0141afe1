import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Oracle, Question } from './question.ts'

/** A set of our own with its oracles. */
export function readOwnSet(name: string): { questions: Question[]; oracles: Oracle[] } {
  const lines = <Row>(folder: string): Row[] =>
    readFileSync(join(import.meta.dirname, folder, `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
  return { questions: lines<Question>('questions'), oracles: lines<Oracle>('oracles') }
}
