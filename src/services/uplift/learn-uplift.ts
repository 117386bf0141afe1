import { columnNamed, takeRows, takeValues } from '../../compute/stats/column-table.ts'
import { fitUplift, UPLIFT_LEARNERS, type TreatedRows, type UpliftLearner } from '../../compute/uplift/fit-uplift.ts'
import { judgeUplift } from '../../compute/uplift/judge-uplift.ts'
import { normalQuantile } from '../../compute/stats/normal-quantile.ts'
import {
  upliftAmong,
  upliftDeciles,
  upliftSegments,
  upliftSpread,
  type DescribedGroup,
  type UpliftGroup,
} from '../../compute/uplift/uplift-groups.ts'
import type { Language } from '../../lib/answer.ts'
import { describeRanges } from './describe-ranges.ts'
import type { MeasureUpliftData, UpliftAdvice, UpliftSegment } from './measure-uplift.ts'
import { inLogs } from './uplift-features.ts'

export const DRAWS = 300
const TRIAL_DRAWS = 60

export type Learnt = Pick<
  MeasureUpliftData,
  'learner' | 'qini' | 'interval' | 'uplift_at' | 'usable' | 'bands_p' | 'deciles' | 'segments'
>

/** Everything that the learning needs, so that it may run in a thread of its own. */
export interface UpliftRequest {
  /** In the order of customer ids: every second one judges. */
  readonly rows: TreatedRows
  /** Share of customers to treat first. */
  readonly share: number
  /** Share that was meant to be treated; the observed one unless known. */
  readonly plannedShare: number | null
  /** Chosen by trial when left out. */
  readonly learner: UpliftLearner | null
  readonly seed: string
  readonly language: Language
}

/** Scores, their judgement on the other half, and the kinds of customers that stand apart. */
export function learnUplift({ rows, share, plannedShare, learner: wanted, seed, language }: UpliftRequest): Learnt {
  const [learning, judging] = [everySecond(rows, 0), everySecond(rows, 1)]
  const options = { log: inLogs, seed, ...(plannedShare === null ? {} : { plannedShare }) }
  const learner = wanted ?? chooseLearner(learning, options, share)
  const score = fitUplift(learner, learning, options)(judging.table)
  const judged = judgeUplift({ ...judging, score }, { share, draws: DRAWS, seed })
  const segments = upliftSegments(learning, judging)
  const bands = recencyBands(rows)
  return {
    learner,
    qini: judged.qini,
    interval: judged.qiniInterval,
    uplift_at: { share, value: judged.atShare, interval: judged.atShareInterval },
    usable: judged.qiniInterval[0] > 0,
    bands_p: upliftSpread(bands),
    deciles: upliftDeciles({ ...judging, score }),
    segments: [
      ...bands.map((group) => segmentOf(group, 'recency')),
      ...segments.map((group) => segmentOf(group, 'found')),
    ].toSorted((a, b) => ADVICE_ORDER.indexOf(a.advice) - ADVICE_ORDER.indexOf(b.advice)),
  }

  function segmentOf({ ranges, ...group }: DescribedGroup, by: UpliftSegment['by']): UpliftSegment {
    return { name: describeRanges(ranges, language), by, ...group, advice: adviceFor(group) }
  }
}

const ADVICE_ORDER: readonly UpliftAdvice[] = ['treat', 'harmed', 'leave_alone']

/** Upper ends, in days, of how long ago customers had ordered last: named beforehand, so everybody may be measured. */
const BANDS = [30, 90, 180, 365, Number.POSITIVE_INFINITY] as const

function recencyBands({ table, treated, outcome }: TreatedRows): DescribedGroup[] {
  if (!table.names.includes('recency_days')) return []
  const recency = columnNamed(table, 'recency_days')
  const z = normalQuantile(1 - 0.05 / 2 / BANDS.length)
  return BANDS.flatMap((upTo, i): DescribedGroup[] => {
    const above = i === 0 ? Number.NEGATIVE_INFINITY : (BANDS[i - 1] ?? 0)
    const positions = Array.from(recency.keys()).filter(
      (at) => (recency[at] ?? 0) > above && (recency[at] ?? 0) <= upTo,
    )
    const group = upliftAmong({ treated, outcome }, positions, z)
    return group === null ? [] : [{ ...group, ranges: [{ column: 'recency_days', above, upTo }] }]
  })
}

const adviceFor = ({ interval: [low, high] }: UpliftGroup): UpliftAdvice =>
  low > 0 ? 'treat' : high < 0 ? 'harmed' : 'leave_alone'

function everySecond({ table, treated, outcome }: TreatedRows, first: 0 | 1): TreatedRows {
  const positions = Array.from(treated.keys()).filter((i) => i % 2 === first)
  return {
    table: takeRows(table, positions),
    treated: takeValues(treated, positions),
    outcome: takeValues(outcome, positions),
  }
}

/** More rows than this teach a forest nothing that is worth the wait. */
const MOST_TRIED = 8000

/**
 * The plain linear learner, unless another one beats it by two standard errors on customers who had no part in the
 * learning; those who judge in the end are not looked at.
 */
function chooseLearner(rows: TreatedRows, options: Parameters<typeof fitUplift>[2], share: number): UpliftLearner {
  const some = rows.treated.length <= MOST_TRIED ? rows : firstRows(rows, MOST_TRIED)
  const [learning, judging] = [everySecond(some, 0), everySecond(some, 1)]
  if ([learning, judging].some(({ treated }) => new Set(treated).size < 2)) return 'z_logistic'
  const trials = UPLIFT_LEARNERS.map((learner) => {
    const score = fitUplift(learner, learning, options)(judging.table)
    return { learner, judged: judgeUplift({ ...judging, score }, { share, draws: TRIAL_DRAWS, seed: options.seed }) }
  })
  const [plain, ...others] = trials
  if (plain === undefined) return 'z_logistic'
  const error = (plain.judged.qiniInterval[1] - plain.judged.qiniInterval[0]) / 2
  const best = others.toSorted((a, b) => b.judged.qini - a.judged.qini)[0]
  return best !== undefined && best.judged.qini - plain.judged.qini > error ? best.learner : plain.learner
}

function firstRows({ table, treated, outcome }: TreatedRows, count: number): TreatedRows {
  const positions = Array.from({ length: count }, (_, i) => i)
  return {
    table: takeRows(table, positions),
    treated: takeValues(treated, positions),
    outcome: takeValues(outcome, positions),
  }
}
