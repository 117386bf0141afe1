import type { Store } from '../../open.ts'

/** One customer of a campaign, as known before as-of; instants in UTC ms. */
export interface ExposureRow {
  readonly customerId: string
  readonly variant: string
  readonly isControl: boolean
  /** Of a customer who was held out: when the others were written to; the campaign's start where no instant is known. */
  readonly sentAt: number
  readonly deliveredAt: number | null
  readonly openedAt: number | null
  readonly clickedAt: number | null
  readonly unsubscribedAt: number | null
}

type Row = [
  customerId: string,
  variant: string,
  isControl: number,
  sentAt: number,
  deliveredAt: number | null,
  openedAt: number | null,
  clickedAt: number | null,
  unsubscribedAt: number | null,
]

const SENT = 'coalesce(e.sent_at, c.starts_at)'
const OF_CAMPAIGN = `campaign_exposures e JOIN campaigns c ON c.id = e.campaign_id`

/** Everyone in a campaign whose turn came before `until` (exclusive UTC ms), in the order of customer ids. */
export const readExposures = (store: Store, campaignId: string, until: number): ExposureRow[] =>
  store.sqlite
    .prepare<[{ campaignId: string; until: number }], Row>(
      `SELECT e.customer_id, e.variant, e.is_control, ${SENT},
         CASE WHEN e.delivered_at < @until THEN e.delivered_at END,
         CASE WHEN e.opened_at < @until THEN e.opened_at END,
         CASE WHEN e.clicked_at < @until THEN e.clicked_at END,
         CASE WHEN e.unsubscribed_at < @until THEN e.unsubscribed_at END
       FROM ${OF_CAMPAIGN} WHERE e.campaign_id = @campaignId AND ${SENT} < @until ORDER BY e.customer_id`,
    )
    .raw()
    .all({ campaignId, until })
    .map(([customerId, variant, isControl, sentAt, deliveredAt, openedAt, clickedAt, unsubscribedAt]) => ({
      customerId,
      variant,
      isControl: isControl === 1,
      sentAt,
      deliveredAt,
      openedAt,
      clickedAt,
      unsubscribedAt,
    }))

/** A stretch of time counted from when each customer's turn came, in ms; negative is before. */
export interface Stretch {
  readonly campaignId: string
  readonly from: number
  readonly to: number
  readonly until: number
}

/** What a customer of a campaign bought in a stretch. Money in minor units. */
export interface BoughtRow {
  readonly customerId: string
  readonly orders: number
  readonly grossMinor: number
  /** Unit costs of the lines whose cost is known, and the gross of those lines. */
  readonly costMinor: number
  readonly costedGrossMinor: number
}

/** Valid orders of a campaign's customers in a stretch; customers without one are left out. */
export const readBought = (store: Store, stretch: Stretch): BoughtRow[] =>
  store.sqlite
    .prepare<[Stretch], BoughtRow>(
      `SELECT e.customer_id AS customerId, count(*) AS orders, sum(o.gross_minor) AS grossMinor,
         coalesce(sum(o.cost_minor), 0) AS costMinor, coalesce(sum(o.costed_gross_minor), 0) AS costedGrossMinor
       FROM ${OF_CAMPAIGN} JOIN orders o ON o.customer_id = e.customer_id
         AND o.ordered_at >= ${SENT} + @from AND o.ordered_at < ${SENT} + @to
       WHERE e.campaign_id = @campaignId AND o.has_sale = 1 AND o.flag IS NULL AND o.ordered_at < @until
         AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)
       GROUP BY e.customer_id`,
    )
    .all(stretch)

/** Money given back to a campaign's customers in a stretch, by customer. */
export const readGivenBack = (store: Store, stretch: Stretch): Map<string, number> =>
  new Map(
    store.sqlite
      .prepare<[Stretch], [string, number]>(
        `SELECT e.customer_id, sum(r.amount_minor) FROM ${OF_CAMPAIGN} JOIN returns r ON r.customer_id = e.customer_id
           AND r.returned_at >= ${SENT} + @from AND r.returned_at < ${SENT} + @to
         WHERE e.campaign_id = @campaignId AND r.returned_at < @until GROUP BY e.customer_id`,
      )
      .raw()
      .all(stretch),
  )

/** Local days on which a campaign's customers did something on the site in a stretch. */
export const readVisitDays = (store: Store, stretch: Stretch): [customerId: string, day: number][] =>
  store.sqlite
    .prepare<[Stretch], [string, number]>(
      `SELECT DISTINCT e.customer_id, v.occurred_day FROM ${OF_CAMPAIGN} JOIN events v ON v.customer_id = e.customer_id
         AND v.occurred_at >= ${SENT} + @from AND v.occurred_at < ${SENT} + @to
       WHERE e.campaign_id = @campaignId AND v.occurred_at < @until`,
    )
    .raw()
    .all(stretch)
