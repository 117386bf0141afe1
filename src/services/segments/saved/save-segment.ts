import { previewOf } from '../../approvals/proposal-preview.ts'
import { asOfDate } from '../../../lib/as-of.ts'
import { InvalidInputError } from '../../../lib/errors.ts'
import type { Filter } from '../../../lib/filters.ts'
import { propose } from '../../approvals/propose.ts'
import { authorise } from '../../access/authorise.ts'
import type { ServiceContext } from '../../context.ts'
import { earlierCustomers } from '../../customers/earlier-customers.ts'
import { describeFilters } from '../../population/describe-filters.ts'
import { resolvePopulation } from '../../population/resolve-population.ts'
import type { ServiceResult } from '../../service-result.ts'
import { say } from '../../say.ts'
import { savedWay } from './saved-way.ts'
import { groupOf } from '../compare/resolve-side.ts'

export interface SaveSegmentInput {
  readonly name: string
  readonly filters?: readonly Filter[] | undefined
  readonly result_id?: string | undefined
  /** A group of that result. */
  readonly segment_id?: string | undefined
  /**
   * live: whoever meets the conditions, or is nearest to the group of kmeans, whenever the segment is used; never: whom
   * they choose now.
   */
  readonly refresh?: 'live' | 'never' | undefined
}

export interface SaveSegmentData {
  readonly proposal: {
    readonly proposal_id: string
    readonly action: string
    readonly preview: string
    readonly hash: string
    readonly expires_at: string
  }
  readonly size: number
  readonly refresh: 'live' | 'never'
}

/**
 * Proposes to save a segment: conditions that are looked at afresh whenever it is used, a group of kmeans that new customers
 * join by their measures, or a fixed list of the customers whom an earlier result holds. Nothing is saved before the proposal is approved.
 *
 * @throws {KithError} INVALID_INPUT unless exactly one of filters and result_id says whom; CONFLICT for a name that is taken
 */
export function saveSegment({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: SaveSegmentInput
}): ServiceResult<SaveSegmentData> {
  authorise(ctx, 'propose:segment')
  const { filters, result_id: resultId, segment_id: group } = input
  if ((filters === undefined || filters.length === 0) === (resultId === undefined)) {
    throw new InvalidInputError('say whom to save by filters or by result_id, one of the two', {
      field: 'filters',
      hint: 'filters saves a rule; result_id (with segment_id for a group of it) saves the customers of an earlier result.',
    })
  }
  const way = resultId === undefined || group === undefined ? null : savedWay(ctx, resultId, group)
  if (resultId !== undefined && way === null && input.refresh === 'live') {
    throw new InvalidInputError('the customers of a result are a fixed list: refresh must be never', {
      field: 'refresh',
      hint: 'Save conditions (filters), or a group of kmeans, for a segment that stays up to date.',
    })
  }
  const refresh = filters === undefined && way === null ? 'never' : (input.refresh ?? 'live')
  const ids =
    filters !== undefined
      ? [...(resolvePopulation(ctx, filters).customerIds ?? [])]
      : group === undefined
        ? earlierCustomers(ctx, resultId ?? '')
        : groupOf(ctx, resultId ?? '', group, 'segment_id')
  const row = propose({
    ctx,
    input: {
      action: 'save_segment',
      args: {
        name: input.name,
        filters: refresh === 'live' ? (filters ?? way?.filters ?? []) : null,
        ...(refresh === 'live' && way !== null ? { classifier: way.classifier, size: ids.length } : {}),
        customer_ids: refresh === 'live' ? null : ids,
        as_of: ctx.asOf.until,
      },
    },
  })
  return {
    data: {
      proposal: {
        proposal_id: row.id,
        action: row.action,
        preview: previewOf(row, ctx.language),
        hash: row.hash,
        expires_at: new Date(row.expiresAt).toISOString(),
      },
      size: ids.length,
      refresh,
    },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'name', label: 'Name', value: input.name, unit: 'text' },
      { id: 'size', label: 'Customers in it now', value: ids.length, unit: 'customers' },
      { id: 'refresh', label: 'Kept up to date', value: refresh, unit: 'label' },
      { id: 'proposal_id', label: 'Proposal', value: row.id, unit: 'id' },
    ],
    table: null,
    evidence: {
      period: null,
      population:
        filters === undefined
          ? say(ctx, `customers of ${resultId ?? ''}`, `${resultId ?? ''} 中的客户`)
          : describeFilters(filters, ctx.language),
      rows_used: ids.length,
      rows_left_out: {},
      definition: [],
      method: say(ctx, 'a proposal; the segment is saved when it is approved', '提案；批准后才保存分群'),
      model: null,
      sql: [],
    },
  }
}
