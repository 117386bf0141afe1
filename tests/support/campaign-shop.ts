import { MS_PER_DAY } from '../../src/lib/time-zone.ts'
import type { Store } from '../../src/store/open.ts'
import { campaignExposures, campaigns, events } from '../../src/store/schema/index.ts'
import { makeShop, type TestOrder } from './shop.ts'

export interface TestExposure {
  readonly customer: string
  readonly variant: string
  readonly control?: boolean
  readonly opened?: boolean
  readonly clicked?: boolean
  readonly delivered?: boolean
  /** ISO instant of the sending; the campaign's start unless given. */
  readonly at?: string
}

export interface TestCampaign extends Partial<Omit<typeof campaigns.$inferInsert, 'id' | 'startsAt'>> {
  readonly id: string
  /** ISO instant. */
  readonly starts: string
  readonly exposures: readonly TestExposure[]
}

export interface TestVisit {
  readonly customer: string
  /** ISO instant. */
  readonly at: string
}

/** A shop in UTC with campaigns, who was in them, orders and visits. */
export function campaignShop(facts: {
  readonly campaigns: readonly TestCampaign[]
  readonly orders?: readonly TestOrder[]
  readonly visits?: readonly TestVisit[]
  readonly customers?: Parameters<typeof makeShop>[0]['customers']
}): Store {
  const known = new Set((facts.customers ?? []).map(({ id }) => id))
  const named = new Set(facts.campaigns.flatMap(({ exposures }) => exposures.map(({ customer }) => customer)))
  const store = makeShop({
    orders: facts.orders ?? [],
    customers: [
      ...(facts.customers ?? []),
      ...[...named].filter((id) => !known.has(id)).map((id) => ({ id, createdAt: 0 })),
    ],
  })
  for (const { exposures, starts, ...rest } of facts.campaigns) {
    const startsAt = Date.parse(starts)
    store.db
      .insert(campaigns)
      .values({ name: rest.id, ...rest, startsAt })
      .run()
    for (const {
      customer,
      variant,
      control = false,
      opened = false,
      clicked = false,
      delivered = true,
      at,
    } of exposures) {
      const sentAt = at === undefined ? startsAt : Date.parse(at)
      store.db
        .insert(campaignExposures)
        .values({
          campaignId: rest.id,
          customerId: customer,
          variant,
          isControl: control ? 1 : 0,
          sentAt,
          deliveredAt: control || !delivered ? null : sentAt + 1000,
          openedAt: opened ? sentAt + 2000 : null,
          clickedAt: clicked ? sentAt + 3000 : null,
        })
        .run()
    }
  }
  for (const [index, { customer, at }] of (facts.visits ?? []).entries()) {
    const occurredAt = Date.parse(at)
    store.db
      .insert(events)
      .values({
        eventKey: Buffer.from(`visit/${index}`),
        customerId: customer,
        name: 'page',
        occurredAt,
        occurredDay: Math.floor(occurredAt / MS_PER_DAY),
        receivedAt: occurredAt,
      })
      .run()
  }
  return store
}

/** The first `hits` of `n` customers of a variant opened. */
export const variantOf = (variant: string, n: number, hits: number, rest: Partial<TestExposure> = {}): TestExposure[] =>
  Array.from({ length: n }, (_, i) => ({ customer: `${variant}-${i}`, variant, opened: i < hits, ...rest }))
