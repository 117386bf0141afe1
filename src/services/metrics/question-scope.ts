import type { BaseMeasure } from '../../store/queries/metrics/metric-plan.ts'
import type { MetricName } from './metric-catalogue.ts'
import type { QuestionScope } from './metric-dimensions.ts'

const SESSION_METRICS: readonly MetricName[] = [
  'sessions',
  'visitors',
  'conversion_rate',
  'bounce_rate',
  'dwell_seconds',
]
const EXPOSURE_METRICS: readonly MetricName[] = ['open_rate', 'click_rate']

/** What kind of facts a question counts: visits or contacts when all its metrics do, orders otherwise. */
export const questionScope = (metrics: readonly MetricName[]): QuestionScope =>
  metrics.every((metric) => SESSION_METRICS.includes(metric))
    ? 'sessions'
    : metrics.every((metric) => EXPOSURE_METRICS.includes(metric))
      ? 'exposures'
      : 'orders'

/** The measure that says how many facts a question of a kind rests on, for evidence. */
export const rowsMeasure = (scope: QuestionScope): BaseMeasure =>
  ({ orders: 'orders', sessions: 'sessions', exposures: 'delivered' } as const)[scope]
