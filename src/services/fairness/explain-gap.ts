import { standardisedDifference } from '../../compute/segments/standardised-difference.ts'
import { nameAt } from '../../features/coded-column.ts'
import { attributeColumn, type AuditedGap } from './audit-groups.ts'
import type { JudgedScores } from './judged-scores.ts'

export const GAP_FACTORS = ['recency_days', 'frequency', 'net_revenue', 'tenure_days'] as const
export type GapFactor = (typeof GAP_FACTORS)[number]

/** How the two groups of a gap differ in what scores are made of, in standard deviations; largest first. */
export interface GapDriver {
  readonly factor: GapFactor
  /** Group with the lowest share minus the one with the highest. */
  readonly effect_size: number
}

/** Smaller differences explain nothing. */
const NOTABLE = 0.1

/** What may stand behind a gap: behaviour in which its groups differ, for behaviour is what scores are made of. */
export function explainGap(
  { features, positions }: Pick<JudgedScores, 'features' | 'positions'>,
  gap: AuditedGap<string>,
): readonly GapDriver[] {
  const column = attributeColumn(features, gap.attribute)
  const membersOf = (name: string): number[] =>
    [...positions].filter((position) => nameAt<string>(column, position) === name)
  const [lowest, highest] = [membersOf(gap.lowest), membersOf(gap.highest)]
  const columns = {
    recency_days: features.recencyDays,
    frequency: features.frequency,
    net_revenue: features.netMinor,
    tenure_days: features.tenureDays,
  }
  return GAP_FACTORS.flatMap((factor): GapDriver[] => {
    const pick = (members: readonly number[]): number[] => members.map((position) => columns[factor][position] ?? 0)
    const difference = standardisedDifference(pick(lowest), pick(highest), true)
    return difference === null || Math.abs(difference.effectSize) < NOTABLE
      ? []
      : [{ factor, effect_size: difference.effectSize }]
  }).toSorted((a, b) => Math.abs(b.effect_size) - Math.abs(a.effect_size))
}
