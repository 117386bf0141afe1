import type { CustomerFeatures } from '../../../features/customer-features.ts'
import { InvalidInputError } from '../../../lib/errors.ts'
import type { Filter } from '../../../lib/filters.ts'
import type { ServiceContext } from '../../context.ts'
import { earlierCustomers } from '../../customers/earlier-customers.ts'
import { earlierAssignment } from '../compare-segmentations.ts'
import { populationMembers } from '../population-members.ts'
import { say } from '../../say.ts'

/** A group of customers as a caller names it: a segment, `r3.segment_1`, a result that lists customers, or conditions. */
export type SegmentSide = string | readonly Filter[]

export interface ResolvedSide {
  /** 1 for a customer of the group, by position in the features. */
  readonly members: Uint8Array
  readonly size: number
  readonly description: string
}

const RESULT = /^(r\d+)(?:[./](.+))?$/

/**
 * Whom a side names.
 *
 * @throws {InvalidInputError} for a segment, a result or a group of a result that does not exist
 */
export function resolveSide(
  ctx: ServiceContext,
  features: CustomerFeatures,
  side: SegmentSide,
  field: string,
): ResolvedSide {
  if (typeof side !== 'string') return byFilters(ctx, features, side)
  const [, resultId, group] = RESULT.exec(side.trim()) ?? []
  if (resultId === undefined) return byFilters(ctx, features, [{ field: 'segment', op: 'eq', value: side }])
  const ids = group === undefined ? earlierCustomers(ctx, resultId) : groupOf(ctx, resultId, group, field)
  const members = new Uint8Array(features.size)
  let size = 0
  for (const id of ids) {
    const position = features.positionOf(id)
    if (position < 0 || members[position] === 1) continue
    members[position] = 1
    size += 1
  }
  return {
    members,
    size,
    description:
      group === undefined
        ? say(ctx, `customers of ${resultId}`, `${resultId} 中的客户`)
        : say(ctx, `${group} of ${resultId}`, `${resultId} 中的 ${group}`),
  }
}

/** Customers of one group of an earlier segmentation, by its id. */
export function groupOf(ctx: ServiceContext, resultId: string, group: string, field: string): readonly string[] {
  const assignment = earlierAssignment(ctx, resultId)
  const ids = [...assignment].filter(([, segment]) => segment === group).map(([customer]) => customer)
  if (ids.length > 0) return ids
  const known = [...new Set(assignment.values())].toSorted()
  throw new InvalidInputError(`result '${resultId}' has no group '${group}'`, {
    field,
    hint: `Its groups are: ${known.slice(0, 20).join(', ')}.`,
  })
}

function byFilters(ctx: ServiceContext, features: CustomerFeatures, filters: readonly Filter[]): ResolvedSide {
  const { members, description } = populationMembers(ctx, features, filters)
  const own = members ?? new Uint8Array(features.size).fill(1)
  return { members: own, size: own.reduce((sum, flag) => sum + flag, 0), description }
}
