import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EvaluateCampaignData } from '../../src/services/campaigns/evaluate-campaign.ts'
import type { EvaluateExperimentData } from '../../src/services/experiments/evaluate-experiment.ts'
import type { MeasureUpliftData } from '../../src/services/uplift/measure-uplift.ts'
import { mustEqual, type Check } from './check.ts'
import { demoShop } from './support/demo-shop.ts'

interface Planted {
  readonly counts: Readonly<Record<string, number>>
  readonly campaigns: readonly {
    readonly id: string
    readonly variants?: readonly { readonly name: string; readonly open: number }[]
    readonly uplift?: {
      readonly lapsed_days: readonly [number, number]
      readonly recent_days: number
      readonly harm: number
    }
  }[]
}

const CAMPAIGN = 'june-uplift-email'
const inside = (value: number, [low, high]: readonly [number, number]): string =>
  low <= value && value <= high ? 'inside' : `${value} outside ${low} to ${high}`

/** Planted effects of the demo shop's campaigns lie inside the product's own intervals. */
export const demoCampaigns: Check = {
  id: 'demo-campaigns',
  data: 'demo shop',
  async run() {
    const { call, home } = await demoShop()
    const planted = JSON.parse(readFileSync(join(home, 'demo', 'truths.json'), 'utf8')) as Planted
    const opens = planted.campaigns.find(({ id }) => id === 'newsletter-2026-06')?.variants ?? []
    const letter = (await call('evaluate_experiment', { experiment: 'newsletter-2026-06' }))
      .data as EvaluateExperimentData
    const effect = planted.campaigns.find(({ id }) => id === CAMPAIGN)?.uplift
    const among = async (from: number, to: number): Promise<MeasureUpliftData['overall']> => {
      const filters = [{ field: 'recency_days', op: 'between', value: [from, to] }]
      return ((await call('measure_uplift', { campaign: CAMPAIGN, filters })).data as MeasureUpliftData).overall
    }
    const [from, to] = effect?.lapsed_days ?? [0, 0]
    const lapsed = await among(from, to - 1)
    const recent = await among(0, (effect?.recent_days ?? 0) - 1)
    const report = ((await call('evaluate_campaign', { campaign: CAMPAIGN })).data as EvaluateCampaignData).campaigns[0]
    // Every purchase that the e-mail made carries its name; those it took away are a share of what the others bought.
    const made =
      (report?.attributed.claimed_orders ?? 0) / (planted.counts[`exposures/${CAMPAIGN}/lapsed/voucher/sent`] ?? 1)
    return [
      mustEqual(
        'subject lines: planted difference of opens',
        'inside',
        inside((opens[1]?.open ?? 0) - (opens[0]?.open ?? 0), letter.interval ?? [1, 0]),
      ),
      mustEqual('subject lines: verdict', 'challenger_better', letter.verdict ?? 'none'),
      mustEqual('e-mail, the lapsed: planted gain', 'inside', inside(made, lapsed?.interval ?? [1, 0])),
      mustEqual(
        'e-mail, the recent: planted harm',
        'inside',
        inside(-(effect?.harm ?? 0) * (recent?.held_out_rate ?? 0), recent?.interval ?? [1, 0]),
      ),
    ]
  },
}
