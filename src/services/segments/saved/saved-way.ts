import { z } from 'zod'
import type { Filter } from '../../../lib/filters.ts'
import type { ServiceContext } from '../../context.ts'
import { groupClassifierSchema, type SavedGroup } from '../discovered/group-classifier.ts'

const discovered = z.object({ classifier: groupClassifierSchema })
const GROUP = /^segment_(\d+)$/

/**
 * The way into one group of an earlier result, with the conditions that the result was asked with; null where groups have
 * none (those of dbscan and of trees) and for groups that mean what they are called.
 */
export function savedWay(
  ctx: ServiceContext,
  resultId: string,
  group: string,
): { readonly classifier: SavedGroup; readonly filters: readonly Filter[] } | null {
  const result = ctx.earlierResult(resultId)
  const found = discovered.safeParse(result?.data)
  const number = Number(GROUP.exec(group)?.[1] ?? 0)
  if (result === null || !found.success || number < 1 || number > found.data.classifier.centres.length) return null
  const { filters } = result.evidence.args as { readonly filters?: readonly Filter[] }
  return { classifier: { ...found.data.classifier, group: number - 1 }, filters: filters ?? [] }
}
