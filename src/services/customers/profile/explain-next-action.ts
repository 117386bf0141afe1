import type { ServiceContext } from '../../context.ts'
import { readModel } from '../../models/read-model.ts'
import { nextActionModel } from '../../next-action/next-action-model.ts'
import type { NextActionParameters } from '../../next-action/next-action-parameters.ts'
import { describeNext } from '../../next-action/predict-next-action.ts'
import type { PredictedNext } from './customer-profile.ts'

const SHOWN = 3

/** What a customer does next, by the run that serves; null while no run can say. A profile trains nothing. */
export function explainNextAction(ctx: ServiceContext, customerId: string): PredictedNext | null {
  const run = readModel<NextActionParameters>(ctx, nextActionModel, ctx.asOf)
  if (run === null || run.parameters.parts.action.fitted === null) return null
  const { visit, actions, next_category: category, why } = describeNext(ctx, run, customerId, SHOWN)
  const { tested_on, n_test, out_of_time: test, baseline } = run.reportCard
  return {
    visit,
    actions,
    next_category: category,
    model_run: run.id,
    why,
    report_card: {
      tested_on,
      n_test,
      top_1: test['top_1'] ?? null,
      top_3: test['top_3'] ?? null,
      log_loss: test['log_loss'] ?? null,
      baseline_top_1: baseline.out_of_time['top_1'] ?? null,
      baseline_log_loss: baseline.out_of_time['log_loss'] ?? null,
    },
  }
}
