import { InvalidInputError } from '../../lib/errors.ts'
import type { ToolSuccess } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { FindCustomersInput } from './find-customers.ts'
import { matchCustomers } from './match-customers.ts'

/**
 * The customers of an earlier result of this conversation, in its order: all whom it found, where it showed only the first
 * of them because nobody asked for a number.
 *
 * @throws {InvalidInputError} when there is no such result, or it lists no customers
 */
export function earlierCustomers(ctx: ServiceContext, resultId: string): readonly string[] {
  const result = ctx.earlierResult(resultId)
  if (result === null) {
    throw new InvalidInputError(`this conversation has no result '${resultId}'`, {
      field: 'within',
      hint: 'Use the result_id of an earlier answer of the same conversation, or leave it out.',
    })
  }
  const unseen = allFound(ctx, result)
  if (unseen !== null) return unseen
  const data: unknown = result.data
  const listed = data !== null && typeof data === 'object' && 'customers' in data ? idsOf(data.customers) : null
  const ids = listed ?? idsOf(result.table?.rows)
  if (ids === null) {
    throw new InvalidInputError(`result '${resultId}' lists no customers`, {
      field: 'within',
      hint: 'Use the result of find_customers, score_rfm or another tool that lists customers.',
    })
  }
  return ids
}

/** Everyone whom a search found, found again; null where the list holds them all, or a number of them was asked for. */
function allFound(
  ctx: ServiceContext,
  { data, evidence }: Pick<ToolSuccess, 'data' | 'evidence'>,
): readonly string[] | null {
  const { tool, args } = evidence
  if (tool !== 'find_customers' || args['limit'] !== undefined || args['as_of'] !== undefined) return null
  const found = data as { readonly matched: number; readonly customers: readonly unknown[] }
  if (found.matched <= found.customers.length) return null
  const search = args as FindCustomersInput
  const { features, positions } = matchCustomers(
    ctx,
    search,
    search.within === undefined ? null : earlierCustomers(ctx, search.within),
  )
  return positions.map((position) => features.customerIds[position] ?? '')
}

function idsOf(rows: unknown): readonly string[] | null {
  if (!Array.isArray(rows)) return null
  const ids = rows.flatMap((row: unknown) =>
    row !== null && typeof row === 'object' && 'customer_id' in row && typeof row.customer_id === 'string'
      ? [row.customer_id]
      : [],
  )
  return ids.length === 0 && rows.length > 0 ? null : [...new Set(ids)]
}
