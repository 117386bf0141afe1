import type { Draws } from '../draws/draws.ts'
import { DAY, END, HOUR, MINUTE, timeText, wallOf } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import type { DemoOrder } from '../orders/demo-order.ts'
import type { Shopper } from '../people/shopper.ts'
import { LATE_EFFECT, starsOf } from '../reviews/make-review.ts'

/** An NPS survey goes out in the second half of the last month of every quarter. */
const NPS_DATES = [
  '2024-03-18',
  '2024-06-18',
  '2024-09-18',
  '2024-12-18',
  '2025-03-18',
  '2025-06-18',
  '2025-09-18',
  '2025-12-18',
  '2026-03-18',
  '2026-06-18',
] as const
const NPS_ANSWERS = 0.16
const CSAT_ANSWERS = 0.07
const COMMENTS = {
  high: [
    '很喜欢,会推荐给朋友。',
    'Everything works, thank you.',
    '物流快,东西好。',
    'Good products and honest pictures.',
  ],
  low: ['送货太慢了。', 'Delivery took far too long.', '客服回复慢。', 'The quality got worse.'],
} as const

/** The surveys that one customer answers: NPS by quarter, satisfaction after a delivery. */
export function writeSurveys(
  files: ShopFiles,
  shopper: Shopper,
  orders: readonly DemoOrder[],
  nextId: () => string,
  draws: Draws,
): void {
  for (const date of NPS_DATES) {
    const sentAt = wallOf(date, 10)
    const recent = orders.filter((order) => order.at < sentAt && order.at > sentAt - 180 * DAY)
    if (recent.length === 0 || shopper.role.kind === 'ring' || !draws.chance(NPS_ANSWERS)) continue
    const lateShare = recent.filter((order) => order.delivery?.late === true).length / recent.length
    const score = Math.max(0, Math.min(10, Math.round(8.6 + draws.normal() * 1.7 - 2.4 * lateShare)))
    const at = sentAt + draws.below(9) * DAY + draws.below(600) * MINUTE
    files.write('surveys', {
      survey_id: nextId(),
      kind: 'nps',
      answered_at: timeText(at),
      score,
      customer_id: shopper.id,
      comment: draws.chance(0.2) ? draws.pick(score >= 7 ? COMMENTS.high : COMMENTS.low) : null,
    })
  }
  for (const order of orders) {
    const arrived = order.delivery?.deliveredAt
    if (arrived === null || arrived === undefined || order.abnormal !== null || !draws.chance(CSAT_ANSWERS)) continue
    const at = arrived + 2 * HOUR + draws.below(40) * HOUR
    if (at >= END - HOUR) continue
    const quality = order.lines.reduce((sum, line) => sum + line.product.quality, 0) / order.lines.length
    const score = starsOf(0.2 + quality + draws.normal() * 0.85 + (order.delivery?.late === true ? LATE_EFFECT : 0))
    files.write('surveys', {
      survey_id: nextId(),
      kind: 'csat',
      answered_at: timeText(at),
      score,
      customer_id: shopper.id,
      order_id: order.id,
    })
  }
}
