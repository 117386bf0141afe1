import type { Store } from '../../open.ts'
import { readFactVersion } from '../features/read-fact-version.ts'

/** Answers over many customers that are kept: the conditions and the order of one question, and the question before. */
const MOST_KEPT = 4

/**
 * Keeps the latest answers of a reading for one version of the facts: one question often asks the same twice (a condition
 * and the order of the list), and the next one narrows it.
 *
 * @param read - reads the answer; its result must not be changed by anyone
 */
export function rememberLatest<Request, Answer>(
  keyOf: (request: Request) => string,
  read: (store: Store, request: Request) => Answer,
): (store: Store, request: Request) => Answer {
  const kept = new WeakMap<Store, Map<string, Answer>>()
  return (store, request) => {
    const key = `${readFactVersion(store)}|${keyOf(request)}`
    const answers = kept.get(store) ?? new Map<string, Answer>()
    kept.set(store, answers)
    const known = answers.get(key)
    const answer = known ?? read(store, request)
    answers.delete(key)
    answers.set(key, answer)
    const [oldest] = answers.keys()
    if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest)
    return answer
  }
}
