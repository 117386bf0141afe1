import type { Grain, Period } from '../../lib/periods.ts'
import type { ServiceContext } from '../context.ts'
import type { CollectedGroups } from './collect-groups.ts'
import type { MetricName } from './metric-catalogue.ts'
import type { DimensionName } from './metric-dimensions.ts'
import type { MetricWindow } from './metric-window.ts'
import type { DayRange, TimeBucket } from './time-buckets.ts'

/** A metric question that has been worked out and waits to be shown. */
export interface AnsweredQuestion {
  readonly ctx: ServiceContext
  readonly metrics: readonly MetricName[]
  readonly dimensions: readonly Exclude<DimensionName, Grain>[]
  readonly grain: Grain | null
  readonly window: MetricWindow
  readonly compared: (DayRange & Pick<Period, 'name'>) | null
  readonly buckets: readonly TimeBucket[] | null
  readonly collected: CollectedGroups
  /** Groups kept back because they hold too few customers. */
  readonly withheld: number
  readonly totalWithheld: boolean
  /** Orders that name nobody, where that matters. */
  readonly anonymous: number
}
