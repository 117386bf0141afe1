import { InvalidInputError } from '../../lib/errors.ts'
import type { ServiceContext } from '../context.ts'

/**
 * The customers of an earlier result of this conversation, in its order.
 *
 * @throws {InvalidInputError} when there is no such result, or it lists no customers
 */
export function earlierCustomers(ctx: Pick<ServiceContext, 'earlierResult'>, resultId: string): readonly string[] {
  const result = ctx.earlierResult(resultId)
  if (result === null) {
    throw new InvalidInputError(`this conversation has no result '${resultId}'`, {
      field: 'within',
      hint: 'Use the result_id of an earlier answer of the same conversation, or leave it out.',
    })
  }
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

function idsOf(rows: unknown): readonly string[] | null {
  if (!Array.isArray(rows)) return null
  const ids = rows.flatMap((row: unknown) =>
    row !== null && typeof row === 'object' && 'customer_id' in row && typeof row.customer_id === 'string'
      ? [row.customer_id]
      : [],
  )
  return ids.length === 0 && rows.length > 0 ? null : [...new Set(ids)]
}
