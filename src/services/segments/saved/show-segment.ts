import { NotFoundError } from '../../../lib/errors.ts'
import { readSavedSegment } from '../../../store/queries/customers/read-saved-segment.ts'
import { readSegmentRow } from '../../../store/queries/segments/saved-segments.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import { resolvePopulation } from '../../population/resolve-population.ts'
import { summaryOf, type SavedSegmentSummary } from './list-segments.ts'

export interface ShownSegment extends SavedSegmentSummary {
  /** Customers as of the context's instant. */
  readonly size: number
  readonly customer_ids: readonly string[]
}

const LISTED = 100

/** One saved segment by id or name, with who is in it now. */
export function showSegment({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly segment: string; readonly limit?: number | undefined }
}): ShownSegment {
  authorise(ctx, 'read:customers')
  const found = readSavedSegment(ctx.store, input.segment)
  const row = found === undefined ? undefined : readSegmentRow(ctx.store, found.id)
  if (row === undefined) throw new NotFoundError('segment', input.segment)
  const { customerIds } = resolvePopulation(ctx, [{ field: 'segment', op: 'eq', value: row.id }])
  const ids = [...(customerIds ?? [])]
  const listed = ctx.actor.sharedChannel ? [] : ids.slice(0, input.limit ?? LISTED)
  return { ...summaryOf(ctx, row), size: ids.length, customer_ids: listed }
}
