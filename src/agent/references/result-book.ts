import type { ToolSuccess } from '../../lib/tool-result.ts'

/** The results that a thread may refer to, by result id. */
export interface ResultBook {
  get(resultId: string): ToolSuccess | undefined
  /** Results of the running turn, in the order in which they came. */
  ofThisTurn(): readonly ToolSuccess[]
  add(result: ToolSuccess): void
  /** What a failed call may be cited for: it can be referred to, and is no result of the turn. */
  addCited(cited: ToolSuccess): void
  /** All that answers of this turn may refer to, failures that were cited among them: what has to be kept with it. */
  toKeep(): readonly ToolSuccess[]
  /** r1, r2, ...: never given twice in a thread. */
  nextId(): string
}

/**
 * @param earlier - looks up a result of an earlier turn
 * @param used - how many ids the thread has given so far
 */
export function createResultBook(earlier: (resultId: string) => ToolSuccess | undefined, used: number): ResultBook {
  const current = new Map<string, ToolSuccess>()
  const cited = new Map<string, ToolSuccess>()
  let last = used
  return {
    get: (resultId) => current.get(resultId) ?? cited.get(resultId) ?? earlier(resultId),
    ofThisTurn: () => [...current.values()],
    toKeep: () => [...current.values(), ...cited.values()],
    add: (result) => void current.set(result.result_id, result),
    addCited: (result) => void cited.set(result.result_id, result),
    nextId: () => `r${(last += 1)}`,
  }
}
