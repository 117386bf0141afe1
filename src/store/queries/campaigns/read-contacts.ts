import type { Store } from '../../open.ts'

const SENT = 'coalesce(e.sent_at, c.starts_at)'

export interface ContactWindow {
  readonly campaignId: string
  /** Exclusive UTC ms. */
  readonly until: number
  /** ms around each customer's turn. */
  readonly span: number
}

/** Messages of other campaigns that reached each customer of a campaign in the stretch before their turn. */
export const readEarlierContacts = (store: Store, window: ContactWindow): Map<string, number> =>
  new Map(
    store.sqlite
      .prepare<[ContactWindow], [string, number]>(
        `SELECT e.customer_id, count(*) FROM campaign_exposures e JOIN campaigns c ON c.id = e.campaign_id
         JOIN campaign_exposures o ON o.customer_id = e.customer_id AND o.campaign_id <> e.campaign_id
           AND o.delivered_at >= ${SENT} - @span AND o.delivered_at < ${SENT}
         WHERE e.campaign_id = @campaignId AND ${SENT} < @until GROUP BY e.customer_id`,
      )
      .raw()
      .all(window),
  )

/** Other campaigns that reached customers of this one so near to their turn that both may claim the same order. */
export const readOverlaps = (store: Store, window: ContactWindow): { campaign: string; customers: number }[] =>
  store.sqlite
    .prepare<[ContactWindow], { campaign: string; customers: number }>(
      `SELECT o.campaign_id AS campaign, count(DISTINCT o.customer_id) AS customers
       FROM campaign_exposures e JOIN campaigns c ON c.id = e.campaign_id
       JOIN campaign_exposures o ON o.customer_id = e.customer_id AND o.campaign_id <> e.campaign_id
         AND o.delivered_at > ${SENT} - @span AND o.delivered_at < ${SENT} + @span AND o.delivered_at < @until
       WHERE e.campaign_id = @campaignId AND e.delivered_at < @until
       GROUP BY o.campaign_id ORDER BY customers DESC, campaign`,
    )
    .all(window)

/** Customers who were written to although they had not agreed to it, or no longer, when it was sent. */
export const countWithoutConsent = (
  store: Store,
  { campaignId, kind, until }: { readonly campaignId: string; readonly kind: string; readonly until: number },
): number =>
  store.sqlite
    .prepare<[{ campaignId: string; kind: string; until: number }], number>(
      `SELECT count(*) FROM campaign_exposures e JOIN campaigns c ON c.id = e.campaign_id
       WHERE e.campaign_id = @campaignId AND e.delivered_at < @until AND coalesce((
         SELECT k.granted FROM customer_consents k WHERE k.customer_id = e.customer_id AND k.kind = @kind
           AND k.changed_at <= ${SENT} ORDER BY k.changed_at DESC LIMIT 1), 0) = 0`,
    )
    .pluck()
    .get({ campaignId, kind, until }) ?? 0

/** Whether the shop knows any consent of a kind; without one nothing can be said about who agreed. */
export const knowsConsents = (store: Store, kind: string): boolean =>
  store.sqlite.prepare<[string], number>('SELECT 1 FROM customer_consents WHERE kind = ? LIMIT 1').pluck().get(kind) ===
  1
