import { sampleRatioTest } from '../../compute/experiment/sample-ratio-test.ts'
import type { CampaignGroup } from './load-groups.ts'

/** Whether groups are as large as they were meant to be. */
export interface SampleRatioNote {
  readonly p: number
  readonly mismatch: boolean
  readonly expected: readonly number[]
  readonly observed: readonly number[]
  readonly plan_known: boolean
}

/** Rarer than one in a hundred by chance: something sorted people. */
const MISMATCH = 0.01

/** The sample ratio of groups against planned shares, or the nearest round plan; null for a single group. */
export function sampleRatioOf(groups: readonly CampaignGroup[], planned?: readonly number[]): SampleRatioNote | null {
  if (groups.length < 2) return null
  const counts = groups.map(({ members }) => members.length)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const { pValue, expected } = sampleRatioTest(counts, planned)
  return {
    p: pValue,
    mismatch: pValue < MISMATCH,
    expected,
    observed: counts.map((count) => count / total),
    plan_known: planned !== undefined,
  }
}
