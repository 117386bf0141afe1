import { ForbiddenError } from '../../lib/errors.ts'
import { FILTER_FIELDS, type Filter } from '../../lib/filters.ts'
import { readSavedSegment } from '../../store/queries/customers/read-saved-segment.ts'
import type { ServiceContext } from '../context.ts'

/** How people may be named for an audience or an action. */
export interface AudienceChoice {
  readonly filters?: readonly Filter[] | undefined
  /** A segment by name or id, or `r3.segment_1`. */
  readonly segment?: string | undefined
  /** Result id of an earlier answer: only its customers. */
  readonly within?: string | undefined
  readonly customer_ids?: readonly string[] | undefined
}

/** What describes a person and may choose nobody for anything (policy). */
const PROTECTED: ReadonlySet<string> = new Set(['gender', 'age_band'])

/**
 * What may not decide who gets better or worse terms: coupons follow rules of behaviour that are open to everyone, so
 * neither who somebody is, nor where they live, nor what they hold in the hand, nor that they were picked by hand.
 */
const NO_TERMS: ReadonlySet<string> = new Set([
  ...PROTECTED,
  'device',
  'city',
  'region',
  'country',
  'language',
  'customer_id',
  'fixed_list',
])

/** Of those, what says where and with what somebody shops: no trait of theirs, and refused in words of its own. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set(['device', 'city', 'region', 'country', 'language'])

/** The fields by which anybody is chosen, saved segments and earlier results opened. */
export function chosenBy(ctx: ServiceContext, choice: AudienceChoice): string[] {
  const fields = new Set<string>()
  addFilters(ctx, choice.filters ?? [], fields, new Set())
  if (choice.customer_ids !== undefined) fields.add('customer_id')
  if (choice.segment !== undefined) addSegment(ctx, choice.segment, fields, new Set())
  if (choice.within !== undefined) addResult(ctx, choice.within, fields)
  return [...fields].toSorted()
}

function addFilters(ctx: ServiceContext, filters: unknown, fields: Set<string>, open: ReadonlySet<string>): void {
  if (!Array.isArray(filters)) return
  for (const filter of filters as readonly Filter[]) {
    if (!FILTER_FIELDS.includes(filter.field)) continue
    fields.add(filter.field)
    const values = Array.isArray(filter.value) ? filter.value : [filter.value]
    if (filter.field === 'segment') for (const value of values) addSegment(ctx, String(value), fields, open)
  }
}

function addSegment(ctx: ServiceContext, segment: string, fields: Set<string>, open: ReadonlySet<string>): void {
  const [, resultId] = /^(r\d+)(?:[./].+)?$/.exec(segment.trim()) ?? []
  if (resultId !== undefined) return addResult(ctx, resultId, fields)
  const saved = readSavedSegment(ctx.store, segment)
  fields.add('segment')
  if (saved === undefined || open.has(saved.id)) return
  if (saved.filters === null) fields.add('fixed_list')
  else addFilters(ctx, JSON.parse(saved.filters), fields, new Set([...open, saved.id]))
}

function addResult(ctx: ServiceContext, resultId: string, fields: Set<string>): void {
  const args = ctx.earlierResult(resultId)?.evidence.args
  if (args === undefined) return
  addFilters(ctx, args['filters'], fields, new Set())
  if (typeof args['segment'] === 'string') addSegment(ctx, args['segment'], fields, new Set())
  const { method } = args
  if (method === 'demographic') fields.add('gender')
  if (method === 'region') fields.add('region')
  if (typeof args['within'] === 'string' && args['within'] !== resultId) addResult(ctx, args['within'], fields)
}

/** @throws {ForbiddenError} naming the protected field by which people would be chosen */
export function refuseProtected(fields: readonly string[]): void {
  const found = fields.find((field) => PROTECTED.has(field))
  if (found === undefined) return
  throw new ForbiddenError(`nobody is chosen by ${found.replaceAll('_', ' ')}`, {
    hint: 'Choose people by what they do: orders, spend, interests, how long ago they ordered.',
    details: { reason_code: 'protected' },
  })
}

/** @throws {ForbiddenError} naming the field that may not decide who gets an offer */
export function refuseForTerms(fields: readonly string[]): void {
  const found = fields.find((field) => NO_TERMS.has(field))
  if (found === undefined) return
  throw new ForbiddenError(
    `an offer cannot be given by ${found.replaceAll('_', ' ')}: it is open to everyone who meets a written rule of behaviour`,
    {
      hint: 'Choose by behaviour instead: lifecycle, value tier, orders, spend, interests, days since the last order.',
      details: { reason_code: CIRCUMSTANCES.has(found) ? 'terms' : 'protected' },
    },
  )
}
