import type { Catalogue } from '../catalogue/make-catalogue.ts'
import type { Draws } from '../draws/draws.ts'
import { END } from '../files/wall-time.ts'
import type { DemoRow, ShopFiles } from '../files/shop-files.ts'
import type { Shopper } from '../people/shopper.ts'
import type { DemoSettings } from '../settings.ts'

/** What the visits of all customers share. */
export interface VisitPlan {
  readonly settings: DemoSettings
  readonly catalogue: Catalogue
  readonly files: ShopFiles
  readonly chooseCategory: (shopper: Shopper, wall: number, draws: Draws) => string
  /** Clicks and impressions by position, for the truths. */
  readonly countPlacement: (position: number, clicked: boolean) => void
}

export type EventRow = DemoRow<'events'>

/** Who visits, on what, and from where: the same in every event of a visit. */
export interface Visitor {
  readonly customerId: string | null
  readonly anonymousId: string | null
  readonly device: 'mobile' | 'desktop'
  readonly channel: 'web' | 'app'
  readonly source: string | null
  readonly campaign: string | null
}

/** A visit in the making: every event comes some seconds after the one before. */
export interface Visit {
  readonly add: (name: string, row?: EventRow, seconds?: number) => void
  readonly now: () => number
}

/** Opens a visit that writes its events to the files; events at or after the end of the data are dropped. */
export function openVisit(
  files: ShopFiles,
  visitor: Visitor,
  startsAt: number,
  draws: Draws,
  text: (wall: number) => string,
): Visit {
  let at = startsAt
  let first = true
  return {
    now: () => at,
    add: (name, row = {}, seconds = 8 + draws.below(70)) => {
      if (!first) at += seconds * 1000
      if (at >= END) return
      files.write(
        'events',
        {
          name,
          occurred_at: text(at),
          customer_id: row.customer_id ?? visitor.customerId,
          anonymous_id: visitor.anonymousId,
          product_id: row.product_id,
          order_id: row.order_id,
          query: row.query,
          channel: visitor.channel,
          device: visitor.device,
          // Where the visit came from is known from its first event.
          source: first ? visitor.source : null,
          campaign: first ? visitor.campaign : null,
          placement: row.placement,
          creative: row.creative,
          position: row.position,
          value: row.value,
        },
        at,
      )
      first = false
    },
  }
}
