import { newestFirst, pageOf, type Page, type PageRequest, type Place } from '../../../lib/page.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import { listSegmentRows, type SegmentRow } from '../../../store/queries/segments/saved-segments.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'

export interface SavedSegmentSummary {
  readonly id: string
  readonly name: string
  readonly refresh: string
  /** The rule; null for a fixed list. */
  readonly filters: unknown
  readonly created_by: string
  readonly created_on: string
  /** Customers when it was saved; those of a rule now are counted when it is shown or used. */
  readonly size_when_saved: number
}

/** Saved segments, newest first. */
export function listSegments({ ctx }: { ctx: ServiceContext }): readonly SavedSegmentSummary[] {
  authorise(ctx, 'read:customers')
  return listSegmentRows(ctx.store).map((row) => summaryOf(ctx, row))
}

/** Saved segments, newest first, a page at a time. */
export function pageSegments({ ctx, input }: { ctx: ServiceContext; input: PageRequest }): Page<SavedSegmentSummary> {
  authorise(ctx, 'read:customers')
  const placeOf = ({ createdAt, id }: SegmentRow): Place => ({ at: createdAt, id })
  const { items, next } = pageOf(listSegmentRows(ctx.store), input, placeOf, newestFirst)
  return { items: items.map((row) => summaryOf(ctx, row)), next }
}

export const summaryOf = ({ shop }: Pick<ServiceContext, 'shop'>, row: SegmentRow): SavedSegmentSummary => ({
  id: row.id,
  name: row.name,
  refresh: row.refresh,
  filters: row.filters === null ? null : (JSON.parse(row.filters) as unknown),
  created_by: row.createdBy,
  created_on: dateOfDay(shop.zone.dayOf(row.createdAt)),
  size_when_saved: row.size,
})
