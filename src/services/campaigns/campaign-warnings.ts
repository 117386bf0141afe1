import type { ServiceContext } from '../context.ts'
import { say } from '../say.ts'
import type { CampaignOutcome } from './campaign-members.ts'
import type { EvaluateCampaignData } from './evaluate-campaign.ts'

const SMALL_COSTED_SHARE = 0.8

/** What a reader must know before believing the figures of a campaign, in the language of the call. */
export function campaignWarnings(
  ctx: ServiceContext,
  { campaigns, risks, overlaps }: Pick<EvaluateCampaignData, 'campaigns' | 'risks' | 'overlaps'>,
  outcome: CampaignOutcome | null,
): string[] {
  const [main] = campaigns
  if (outcome === null || main === undefined) return []
  return [
    ...(main.srm?.mismatch === true
      ? [
          say(
            ctx,
            'sample-ratio mismatch: the held-out group is not as large as planned, so incremental figures cannot be trusted',
            '样本比例失衡：对照组人数与计划不符，增量数字不可信',
          ),
        ]
      : []),
    ...(risks.includes('no_control_group')
      ? [
          say(
            ctx,
            'nobody was held out: what came because of the campaign cannot be told from what would have come anyway',
            '没有留出对照组：无法区分哪些是活动带来的，哪些是本来就会有的',
          ),
        ]
      : []),
    ...overlaps.map(({ campaign, customers }) =>
      say(
        ctx,
        `${customers} customers were also reached by ${campaign} within the window: attributed orders count in both`,
        `有 ${customers} 位客户在窗口期内也收到了 ${campaign}：归因订单在两个活动中都计入`,
      ),
    ),
    ...(outcome.marginRate !== null && outcome.costedShare < SMALL_COSTED_SHARE
      ? [
          say(
            ctx,
            'unit costs are known for part of the revenue only: the margin is that of the costed part',
            '只有部分销售额的单位成本已知：毛利率只按这一部分计算',
          ),
        ]
      : []),
  ]
}
