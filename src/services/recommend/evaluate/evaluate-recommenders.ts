import type { SplitProtocol } from '../../../compute/recommend/split-interactions.ts'
import type { PeriodInput } from '../../../lib/filters.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import type { ServiceResult } from '../../service-result.ts'
import { evaluateOffline } from './evaluate-offline.ts'
import { evaluateOnline, type StrategyRow } from './evaluate-online.ts'
import type { Comparison, JudgedMethod, JudgedRow } from './judged-methods.ts'

export interface EvaluateRecommendersInput {
  readonly methods?: readonly JudgedMethod[] | undefined
  readonly protocol?: SplitProtocol | undefined
  readonly k?: number | undefined
  readonly source?: 'offline' | 'online' | undefined
  /** Online: when lists were shown; all lists when left out. */
  readonly period?: PeriodInput | undefined
}

export interface EvaluateRecommendersData {
  readonly source: 'offline' | 'online'
  readonly protocol: SplitProtocol | null
  readonly k: number | null
  /** Offline: one row per method, best nDCG first. */
  readonly rows: readonly JudgedRow[]
  readonly varied: Comparison['varied']
  /** Online: one row per strategy, best conversion first. */
  readonly strategies: readonly StrategyRow[]
}

/**
 * How good the ways to recommend are: by purchases that they had not seen (offline), or by what customers bought of what
 * they were shown (online).
 */
export function evaluateRecommenders({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: EvaluateRecommendersInput
}): Promise<ServiceResult<EvaluateRecommendersData>> {
  authorise(ctx, 'read:predictions')
  return input.source === 'online' ? Promise.resolve(evaluateOnline(ctx, input)) : evaluateOffline(ctx, input)
}
