import { atLeast, type Check } from './check.ts'
import { retailShop } from './support/imported-shop.ts'

interface JudgedCard {
  readonly tested_on: string
  readonly out_of_time: Readonly<Record<string, number>>
  readonly baseline: { readonly name: string; readonly out_of_time: Readonly<Record<string, number>> }
}

/**
 * Churn of UCI Online Retail from its raw log: imported, features of our own at past cut-offs, the candidate chosen on an
 * earlier cut-off, judged on 2011-09-10 and the 90 days after.
 */
export const churnRaw: Check = {
  id: 'churn-raw',
  data: 'data/online-retail/onlineretail.csv.gz',
  async run(frame) {
    const { call } = await retailShop(frame)
    const { data } = await call('predict_churn', { limit: 1 })
    const { report_card: card } = data as { readonly report_card: JudgedCard }
    const ours = card.out_of_time['auc'] ?? 0
    return [
      atLeast(`AUC out of time, judged on ${card.tested_on}`, 0.746, ours, 3),
      atLeast(`AUC beyond ${card.baseline.name}`, card.baseline.out_of_time['auc'] ?? 1, ours, 4),
      atLeast('lift in the top decile', 1, card.out_of_time['lift_top_decile'] ?? 0, 2),
    ]
  },
}
