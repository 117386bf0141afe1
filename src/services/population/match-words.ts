import { nameAt, type CodedColumn } from '../../features/coded-column.ts'
import type { CustomerAttributes } from '../../features/customer-features.ts'
import {
  readGrantedConsents,
  readLanguages,
  readVisitDevices,
} from '../../store/queries/customers/read-customer-words.ts'
import { readOrderWords, type OrderWord } from '../../store/queries/customers/read-order-words.ts'
import { ALL_DAYS } from '../../store/queries/customers/valid-as-of.ts'
import type { CheckedFilter } from './checked-filter.ts'
import { byCustomerId, inSet, type Matcher, type PopulationFrame } from './population-frame.ts'
import { wordTest } from './value-tests.ts'

const NOTHING: readonly string[] = []

/** Attributes that only the customer's own record has. */
const OWN: Readonly<Partial<Record<CheckedFilter['field'], keyof CustomerAttributes>>> = {
  gender: 'gender',
  age_band: 'ageBand',
  member_level: 'memberLevel',
}

/** Attributes that orders carry too: the record decides, orders speak for customers whose record is silent. */
const OWN_OR_ORDERED: Readonly<Partial<Record<CheckedFilter['field'], keyof CustomerAttributes & OrderWord>>> = {
  region: 'region',
  city: 'city',
  country: 'country',
  source: 'source',
  channel: 'channel',
}

/** Conditions on what a customer is or where and how they order; null when the field is not of this kind. */
export function matchWords(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  const { ctx, features } = frame
  const test = wordTest(filter)
  const days = filter.period ?? ALL_DAYS
  const own = OWN[filter.field]
  if (own !== undefined) return byName(features.attributes[own], test)
  const either = OWN_OR_ORDERED[filter.field]
  if (either !== undefined) {
    const column = features.attributes[either]
    // Orders are read only where a record is silent: in a shop that keeps records, they are not.
    const needsOrders =
      filter.period !== null || features.customerIds.some((_, position) => nameAt(column, position) === null)
    const ordered = needsOrders ? readOrderWords(ctx.store, either, ctx.asOf.until, days) : new Map<string, string[]>()
    // With a period the question is about its orders, whatever the record says.
    return (position) => {
      const name = filter.period === null ? nameAt(column, position) : null
      return test(name === null ? (ordered.get(features.customerIds[position] ?? '') ?? NOTHING) : [name])
    }
  }
  switch (filter.field) {
    case 'customer_id': {
      // An id that exists as written means itself, even where another differs from it only in case.
      const exact = new Set(filter.values.map(String).filter((id) => features.positionOf(id) >= 0))
      if (filter.op === 'eq' && exact.size === 1) return inSet(frame, exact)
      return (position) => test([features.customerIds[position] ?? ''])
    }
    case 'lifecycle':
      return (position) => test(stagesAt(frame, position))
    case 'value_tier':
      return byName(features.valueTier, test)
    case 'rfm_segment':
      return byName(features.rfm.segment, test)
    case 'campaign':
    case 'status':
      return byCustomerId(frame, readOrderWords(ctx.store, filter.field, ctx.asOf.until, days), (words) =>
        test(words ?? NOTHING),
      )
    case 'device': {
      const ordered = readOrderWords(ctx.store, 'device', ctx.asOf.until, days)
      const visited = readVisitDevices(ctx.store, ctx.asOf.until, days)
      return (position) => {
        const id = features.customerIds[position] ?? ''
        return test([...(ordered.get(id) ?? NOTHING), ...(visited.get(id) ?? NOTHING)])
      }
    }
    case 'language':
      return byCustomerId(frame, readLanguages(ctx.store, ctx.asOf.until), (words) => test(words ?? NOTHING))
    case 'consent':
      return byCustomerId(frame, readGrantedConsents(ctx.store, ctx.asOf.until), (kinds) =>
        test(withMarketing(kinds ?? NOTHING)),
      )
    default:
      return null
  }
}

const byName =
  (column: CodedColumn, test: (words: readonly string[]) => boolean): Matcher =>
  (position) => {
    const name = nameAt(column, position)
    return test(name === null ? NOTHING : [name])
  }

/** A customer is in one stage; growing and mature are active too, and won back is a mark beside the stage. */
export function stagesAt({ features }: Pick<PopulationFrame, 'features'>, position: number): string[] {
  const stage = nameAt(features.lifecycle, position)
  const stages: string[] = stage === null ? [] : [stage]
  if (stage === 'growing' || stage === 'mature') stages.push('active')
  if (features.wonBack[position] === 1) stages.push('won_back')
  return stages
}

/** Consent to marketing is consent to one of its channels. */
const withMarketing = (kinds: readonly string[]): readonly string[] =>
  kinds.includes('email') || kinds.includes('sms') ? [...kinds, 'marketing'] : kinds
