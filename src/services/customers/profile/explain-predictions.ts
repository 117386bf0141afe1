import { CHURN_HORIZON_DAYS, churnModel } from '../../churn/churn-model.ts'
import { learntOf, type ChurnParameters } from '../../churn/churn-parameters.ts'
import { explainChurn } from '../../churn/explain-churn.ts'
import { readOwnSource } from '../../churn/read-own-source.ts'
import type { ServiceContext } from '../../context.ts'
import { readModel } from '../../models/read-model.ts'
import type { ReportCard } from '../../models/report-card.ts'
import { riskInWords } from '../../risk/risk-in-words.ts'
import { riskModel } from '../../risk/risk-model.ts'
import type { RiskParameters } from '../../risk/risk-parameters.ts'
import type { NextOrder } from '../../value/next-order.ts'
import { ownValue } from '../../value/own-value.ts'
import type { PredictedValue } from './customer-profile.ts'

type Explanation = Pick<PredictedValue, 'why' | 'report_card'>

/** What stands behind the predictions of one customer, by the name under which each is stored. */
export interface ExplainedPredictions {
  readonly of: Readonly<Record<string, Explanation>>
  readonly nextOrder: NextOrder | null
}

/** Why each prediction is what it is and how good its model has been, from the customer's own rows. */
export function explainPredictions(ctx: ServiceContext, customerId: string): ExplainedPredictions {
  const value = ownValue(ctx, customerId)
  const churn = readModel<ChurnParameters>(ctx, churnModel(CHURN_HORIZON_DAYS), ctx.asOf)
  const { store, shop, asOf, language } = ctx
  const source = churn === null ? null : readOwnSource(store, shop, asOf, customerId, learntOf(churn.parameters))
  const of: Record<string, Explanation> = {}
  if (churn !== null && source !== null) {
    const [explained] = explainChurn(churn.parameters, source, Int32Array.of(0), language)
    of['churn'] = {
      why: explained?.reasons.map(({ text }) => text) ?? [],
      report_card: brief(churn.reportCard),
    }
  }
  const risk = readModel<RiskParameters>(ctx, riskModel, asOf)
  if (risk !== null) {
    of['risk'] = { why: riskInWords(ctx, risk.parameters, customerId), report_card: brief(risk.reportCard) }
  }
  if (value !== null) {
    const card = brief(value.run.reportCard)
    of['alive'] = { why: [value.whyAlive], report_card: card }
    of['value'] = { why: [value.whyValue], report_card: card }
  }
  return { of, nextOrder: value?.nextOrder ?? null }
}

const brief = ({ tested_on, n_test, out_of_time, baseline }: ReportCard): NonNullable<Explanation['report_card']> => ({
  tested_on,
  n_test,
  auc: out_of_time['auc'] ?? null,
  calibration_error: out_of_time['calibration_error'] ?? null,
  baseline_auc: baseline.out_of_time['auc'] ?? null,
})
