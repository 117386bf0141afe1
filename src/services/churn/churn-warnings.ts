import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import { say } from '../say.ts'
import type { ChurnDrift } from './churn-drift.ts'
import type { ChurnParameters } from './churn-parameters.ts'
import type { ChurnTotals } from './summarise-churn.ts'

/** More than this of the stake in one customer is worth a warning. */
const DOMINANT = 0.2

/** What a reader must know before believing the scores, in the language of the call. */
export function churnWarnings(
  ctx: ServiceContext,
  { reportCard, parameters }: ModelRun<ChurnParameters>,
  { top_customer: top, customers }: ChurnTotals,
  drift: ChurnDrift,
): string[] {
  const warnings: string[] = []
  if (top !== null && top.share >= DOMINANT && customers > 1) {
    warnings.push(
      say(
        ctx,
        `customer ${top.customer_id} alone is ${Math.round(top.share * 100)} % of the value at stake; the total hangs on that one customer`,
        `仅客户 ${top.customer_id} 一人就占风险价值的 ${Math.round(top.share * 100)}%，总数取决于这一位客户`,
      ),
    )
  }
  if (drift.drifted.length > 0) {
    warnings.push(
      say(
        ctx,
        `customers have changed since training (${drift.drifted.join(', ')}); train again with refresh models`,
        `训练之后客户情况发生了变化（${drift.drifted.join('、')}）；运行 refresh models 可重新训练`,
      ),
    )
  }
  const auc = reportCard.out_of_time['auc'] ?? 0
  const simple = reportCard.baseline.out_of_time['auc'] ?? 0
  if (auc < simple)
    warnings.push(
      say(ctx, 'on the test date the simple rule ranked better than the model', '在测试日，简单规则的排序优于模型'),
    )
  const leaks = reportCard.left_out.filter(({ reason }) => reason === 'leaks')
  if (leaks.length > 0) {
    const names = leaks.map(({ feature }) => feature).join(', ')
    warnings.push(
      say(ctx, `left out because they know the outcome: ${names}`, `以下特征已包含结果，因此未使用：${names}`),
    )
  }
  const { calibration_error: error } = reportCard.out_of_time
  if (typeof error === 'number' && error > 0.1) {
    const points = Math.round(error * 100)
    warnings.push(
      say(
        ctx,
        `probabilities were off by ${points} points on the test date; trust the order more`,
        `在测试日，概率平均偏差 ${points} 个百分点；排序比概率更可信`,
      ),
    )
  }
  if (parameters.candidate === 'ratio')
    warnings.push(
      say(ctx, 'no model beat the simple rule, so the simple rule serves', '没有模型优于简单规则，因此采用简单规则'),
    )
  return warnings
}
