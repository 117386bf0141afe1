import { adjustedRandIndex } from '../../compute/cluster/adjusted-rand-index.ts'
import { segmentMigration } from '../../compute/segments/segment-migration.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { ServiceContext } from '../context.ts'

/** Segment id of each customer who was counted. */
export type Assignment = ReadonlyMap<string, string>

export interface Migration {
  readonly compared_with: string
  readonly before: readonly { readonly id: string; readonly size: number }[]
  readonly before_total: number
  /** Null as `from`: not there before; null as `to`: not there now. */
  readonly flows: readonly { readonly from: string | null; readonly to: string | null; readonly customers: number }[]
  /** Customers in both whose segment changed. */
  readonly moved: number
  readonly joined: number
  readonly left: number
  /** Agreement of the two over customers who are in both; null when there are fewer than two. */
  readonly ari: number | null
}

/** What moved between two assignments. `order` lists the segment ids in the order in which to show them. */
export function compareSegmentations(
  before: Assignment,
  now: Assignment,
  order: readonly string[],
  comparedWith: string,
): Migration {
  const ids = [...new Set([...order, ...before.values(), ...now.values()])]
  const codeOf = new Map(ids.map((id, code) => [id, code]))
  const codesIn = (assignment: Assignment, customers: readonly string[]): Int32Array => {
    const codes = new Int32Array(customers.length)
    for (let i = 0; i < customers.length; i++) codes[i] = codeOf.get(assignment.get(customers[i] ?? '') ?? '') ?? -1
    return codes
  }
  const everyone = [...now.keys()]
  for (const customer of before.keys()) if (!now.has(customer)) everyone.push(customer)
  const codesBefore = codesIn(before, everyone)
  const codesNow = codesIn(now, everyone)
  const flows = segmentMigration(codesBefore, codesNow)
  const [pairedBefore, pairedNow] = pairsOf(codesBefore, codesNow)
  const sizes = new Map<string, number>()
  for (const id of before.values()) sizes.set(id, (sizes.get(id) ?? 0) + 1)
  const count = (keep: (flow: { from: number; to: number }) => boolean): number =>
    flows.filter(keep).reduce((sum, flow) => sum + flow.customers, 0)
  return {
    compared_with: comparedWith,
    before: ids.map((id) => ({ id, size: sizes.get(id) ?? 0 })),
    before_total: before.size,
    flows: flows.map(({ from, to, customers }) => ({ from: ids[from] ?? null, to: ids[to] ?? null, customers })),
    moved: count(({ from, to }) => from >= 0 && to >= 0 && from !== to),
    joined: count(({ from }) => from < 0),
    left: count(({ to }) => to < 0),
    ari: pairedNow.length < 2 ? null : adjustedRandIndex(pairedBefore, pairedNow),
  }
}

/** The codes of those who are in both, before and now. */
function pairsOf(before: Int32Array, now: Int32Array): readonly [Int32Array, Int32Array] {
  const first = new Int32Array(before.length)
  const second = new Int32Array(before.length)
  let pairs = 0
  for (let i = 0; i < before.length; i++) {
    if ((before[i] ?? -1) < 0 || (now[i] ?? -1) < 0) continue
    first[pairs] = before[i] ?? -1
    second[pairs] = now[i] ?? -1
    pairs += 1
  }
  return [first.subarray(0, pairs), second.subarray(0, pairs)]
}

/**
 * The assignment that an earlier result of the thread holds.
 *
 * @throws {InvalidInputError} when there is no such result, or it holds no assignment
 */
export function earlierAssignment(ctx: ServiceContext, resultId: string): Assignment {
  const data = ctx.earlierResult(resultId)?.data
  const assignment = isRecord(data) ? data['assignment'] : undefined
  if (!isRecord(assignment)) {
    throw new InvalidInputError(`'${resultId}' is not an earlier segmentation of this thread`, {
      field: 'compare_with',
      hint: 'Pass the result_id of an earlier segment_customers call in the same thread, or compare_as_of with a date.',
    })
  }
  const found = new Map<string, string>()
  for (const [segment, customers] of Object.entries(assignment)) {
    if (!Array.isArray(customers)) continue
    for (const customer of customers) if (typeof customer === 'string') found.set(customer, segment)
  }
  return found
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
