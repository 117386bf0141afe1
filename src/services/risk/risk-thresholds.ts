import type { ServiceContext } from '../context.ts'
import { readSetting } from '../settings/read-setting.ts'

export interface RiskThresholds {
  readonly medium: number
  readonly high: number
}

/** Scores from which a look, and from which a hold, costs less than a miss. */
export function riskThresholds({ store }: Pick<ServiceContext, 'store'>): RiskThresholds {
  const missed = readSetting(store, 'risk_cost_missed')
  const lookFrom = readSetting(store, 'risk_cost_review') / (readSetting(store, 'risk_cost_review') + missed)
  const holdFrom = readSetting(store, 'risk_cost_hold') / (readSetting(store, 'risk_cost_hold') + missed)
  return { medium: Math.min(lookFrom, holdFrom), high: Math.max(lookFrom, holdFrom) }
}
