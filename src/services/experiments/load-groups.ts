import { MS_PER_DAY } from '../../lib/time-zone.ts'
import type { CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import { readExposures, type ExposureRow } from '../../store/queries/campaigns/read-exposures.ts'
import type { Filter } from '../../lib/filters.ts'
import type { ServiceContext } from '../context.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import { say } from '../say.ts'

/** One arm of a campaign: a variant, or those who were held out. */
export interface CampaignGroup {
  readonly name: string
  /** What the others are compared with: those held out, else the first by name. */
  readonly isReference: boolean
  readonly isControl: boolean
  readonly members: readonly ExposureRow[]
}

export interface CampaignGroups {
  /** The reference first, the others by name. */
  readonly groups: readonly CampaignGroup[]
  readonly population: string
  readonly leftOut: Readonly<Record<string, number>>
}

/** The arms of a campaign among the customers whom filters choose, as they stood when it began. */
export function loadGroups(ctx: ServiceContext, campaign: CampaignRow, filters: readonly Filter[]): CampaignGroups {
  const exposures = readExposures(ctx.store, campaign.id, ctx.asOf.until)
  const chosen = resolvePopulation(contextBefore(ctx, campaign.startsAt), filters)
  const kept =
    chosen.customerIds === null
      ? exposures
      : exposures.filter(({ customerId }) => chosen.customerIds?.has(customerId) === true)
  const byName = new Map<string, ExposureRow[]>()
  for (const one of kept) {
    const own = byName.get(one.variant) ?? []
    byName.set(one.variant, own)
    own.push(one)
  }
  const arms = [...byName]
    .map(([name, members]) => ({ name, members, isControl: members.every(({ isControl }) => isControl) }))
    .toSorted((a, b) => Number(b.isControl) - Number(a.isControl) || (a.name < b.name ? -1 : 1))
  return {
    groups: arms.map((arm, index) => ({ ...arm, isReference: index === 0 })),
    population:
      filters.length === 0
        ? say(ctx, `customers of campaign ${campaign.id}`, `活动 ${campaign.id} 的客户`)
        : say(
            ctx,
            `customers of campaign ${campaign.id}: ${chosen.description}, when it began`,
            `活动 ${campaign.id} 的客户，限于开始时为${chosen.description}`,
          ),
    leftOut: { not_chosen: exposures.length - kept.length },
  }
}

/** The context of the last instant before a campaign, so that nothing that it did can choose or describe anybody. */
export function contextBefore(ctx: ServiceContext, startsAt: number): ServiceContext {
  const day = ctx.shop.zone.dayOf(startsAt - 1)
  return {
    ...ctx,
    asOf: { until: Math.min(startsAt, ctx.asOf.until), day },
    frame: { ...ctx.frame, asOfDay: day },
  }
}

/** Members whose window was over as of the instant of the context; the others cannot be judged yet. */
export const withWindowOver = (
  members: readonly ExposureRow[],
  days: number,
  { asOf }: Pick<ServiceContext, 'asOf'>,
): ExposureRow[] => members.filter(({ sentAt }) => sentAt + days * MS_PER_DAY <= asOf.until)
