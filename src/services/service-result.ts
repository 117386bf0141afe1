import type { Evidence, Fact, Gate, ResultChart, ResultTable } from '../lib/tool-result.ts'

/** What a service hands back; the tool layer adds the result id, the tool's name, its arguments and the time taken. */
export interface ServiceResult<Data> {
  readonly data: Data
  readonly facts: readonly Fact[]
  readonly table?: ResultTable | null
  readonly chart?: ResultChart | null
  readonly evidence: Omit<Evidence, 'tool' | 'args' | 'elapsed_ms' | 'as_of'>
  readonly gate?: Gate | null
  readonly warnings?: readonly string[]
  readonly suggestions?: readonly string[]
}
