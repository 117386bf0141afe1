import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Filter } from '../../../lib/filters.ts'
import { insertSegment } from '../../../store/queries/segments/saved-segments.ts'
import type { ServiceContext } from '../../context.ts'
import { describeFilters } from '../../population/describe-filters.ts'
import { resolvePopulation } from '../../population/resolve-population.ts'
import { savedGroupSchema } from '../../segments/discovered/group-classifier.ts'
import { segmentName } from '../../segments/saved/segment-name.ts'
import { defineAction } from '../action-definition.ts'
import { filterArgs } from '../filter-args.ts'

const args = z.strictObject({
  name: z.string(),
  /** A rule; null for a fixed list. */
  filters: filterArgs.nullable(),
  customer_ids: z.array(z.string()).max(100_000).nullable(),
  /** The way into one discovered group, within the rule. */
  classifier: savedGroupSchema.nullable().optional(),
  /** Customers in the discovered group when it was proposed. */
  size: z.number().int().nullable().optional(),
  /** UTC ms at which the fixed list was drawn up. */
  as_of: z.number(),
})

/** Saves a segment under a name by which filters can choose its customers. */
export const saveSegmentAction = defineAction({
  name: 'save_segment',
  args,
  proposeNeed: 'propose:segment',
  approveNeed: 'approve:own_segments',
  needsSecondPerson: false,
  preview(ctx, { name, filters, customer_ids: ids, classifier, size: known }) {
    const checked = segmentName(ctx.store, name)
    const size = ids?.length ?? known ?? sizeOf(ctx, filters ?? [])
    if (classifier !== null && classifier !== undefined) {
      return ctx.language === 'zh'
        ? `保存分群“${checked}”：现有 ${size} 位客户，使用时按最新数据把每位买家归入最近的群。`
        : `Save the segment "${checked}": ${size} customers now; whenever it is used every buyer joins the nearest of the groups.`
    }
    if (ctx.language === 'zh') {
      return ids === null
        ? `保存分群“${checked}”：现有 ${size} 位客户，规则为“${describeFilters(filters ?? [], 'zh')}”，使用时按最新数据重新判定。`
        : `保存分群“${checked}”：固定的 ${size} 位客户。`
    }
    return ids === null
      ? `Save the segment "${checked}": ${size} customers now, by the rule ${describeFilters(filters ?? [], 'en')}, applied afresh whenever it is used.`
      : `Save the segment "${checked}": a fixed list of ${size} customers.`
  },
  execute(ctx, { name, filters, customer_ids: ids, as_of: asOf, classifier, size: known }) {
    const id = `S-${randomUUID()}`
    const size = ids?.length ?? known ?? sizeOf(ctx, filters ?? [])
    insertSegment(
      ctx.store,
      {
        id,
        name: segmentName(ctx.store, name),
        filters: filters === null ? null : JSON.stringify(filters),
        classifier: classifier === null || classifier === undefined ? null : JSON.stringify(classifier),
        refresh: filters === null ? 'never' : 'live',
        createdBy: ctx.actor.id,
        createdAt: ctx.clock(),
        asOf: filters === null ? asOf : ctx.asOf.until,
        size,
      },
      ids ?? [],
    )
    return { segment_id: id, size }
  },
})

const sizeOf = (ctx: ServiceContext, filters: readonly Filter[]): number =>
  resolvePopulation(ctx, filters).customerIds?.size ?? 0
