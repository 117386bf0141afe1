/** What an experiment may be judged on. */
export const EXPERIMENT_METRICS = [
  'open_rate',
  'click_rate',
  'unsubscribe_rate',
  'conversion',
  'visit_rate',
  'retention_1',
  'retention_7',
  'retention_30',
  'revenue',
] as const
export type ExperimentMetric = (typeof EXPERIMENT_METRICS)[number]

/** Days after the first on which a customer must be seen again. */
export const RETENTION_DAYS: Partial<Readonly<Record<ExperimentMetric, number>>> = {
  retention_1: 1,
  retention_7: 7,
  retention_30: 30,
}

/** What only those have who were sent something: no group that was held out can be compared on it. */
export const OF_MESSAGES: readonly ExperimentMetric[] = ['open_rate', 'click_rate', 'unsubscribe_rate']

const BY_GOAL: Readonly<Record<string, ExperimentMetric>> = {
  open: 'open_rate',
  opens: 'open_rate',
  click: 'click_rate',
  clicks: 'click_rate',
  order: 'conversion',
  conversion: 'conversion',
  revenue: 'revenue',
  visit: 'visit_rate',
  retention: 'retention_7',
}

/** What the campaign was made for; orders where that is not known, or where opens cannot be compared. */
export function metricOfGoal(goal: string | null, hasControl: boolean): ExperimentMetric {
  const own = BY_GOAL[goal ?? ''] ?? EXPERIMENT_METRICS.find((metric) => metric === goal) ?? 'conversion'
  return hasControl && OF_MESSAGES.includes(own) ? 'conversion' : own
}
