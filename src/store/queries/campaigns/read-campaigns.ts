import type { Store } from '../../open.ts'

export interface CampaignRow {
  readonly id: string
  readonly name: string
  readonly channel: string | null
  readonly goal: string | null
  /** UTC ms. */
  readonly startsAt: number
  readonly endsAt: number | null
  readonly costMinor: number | null
  readonly offer: string | null
  /** Customers in it, those held out among them. */
  readonly customers: number
}

/** Campaigns that had begun before `until` (exclusive UTC ms), oldest first. */
export const readCampaigns = (store: Store, until: number): CampaignRow[] =>
  store.sqlite
    .prepare<[{ until: number }], CampaignRow>(
      `SELECT c.id, c.name, c.channel, c.goal, c.starts_at AS startsAt, c.ends_at AS endsAt, c.cost_minor AS costMinor,
         c.offer, (SELECT count(*) FROM campaign_exposures e WHERE e.campaign_id = c.id) AS customers
       FROM campaigns c WHERE c.starts_at < @until ORDER BY c.starts_at, c.id`,
    )
    .all({ until })
