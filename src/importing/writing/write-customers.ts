import { attributeFacts } from '../../store/queries/facts/attribute-facts.ts'
import { customerFacts, type CustomerRow } from '../../store/queries/facts/customer-facts.ts'
import { mergeRow } from './keyed-facts.ts'
import { DUPLICATE, IMPORTED, UPDATED, quarantined } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'

const IDENTIFIERS = [
  ['name', 'name'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['address', 'address'],
  ['document', 'document'],
  ['external_id', 'external_id'],
] as const

/** Writer of customers: what describes them goes into their row, who they are goes through the vault. */
export function customerWriter(frame: WriteFrame): KindWriter {
  const facts = customerFacts(frame.store)
  const attributes = attributeFacts(frame.store)
  return {
    replay: () => {},
    write({ values }) {
      const id = textOf(values, 'customer_id') ?? ''
      const createdAt = numberOf(values, 'created_at')
      const future = createdAt === null ? null : refuseFuture(frame, 'created_at', createdAt)
      if (future !== null) return future
      const known = attributesOf(values)
      if (known === null) return quarantined('invalid_json', 'attributes', textOf(values, 'attributes'))

      const stored = facts.customers.get(id)
      // Registration or the first fact that named the customer, whichever came first: so files may come in any order.
      const row = customerRow(values, id, Math.min(createdAt ?? frame.now, stored?.createdAt ?? Infinity))
      let changed = false
      if (stored === undefined) {
        facts.customers.insert({ ...row, lastReceivedAt: frame.now })
        changed = true
      } else {
        const merged = mergeRow(stored, row)
        if (merged !== null) facts.customers.put({ ...merged, lastReceivedAt: frame.now })
        changed = merged !== null
      }
      const instant = createdAt ?? stored?.createdAt ?? frame.now
      for (const [field, kind] of IDENTIFIERS) {
        const value = textOf(values, field)
        if (value !== null) changed = frame.customers.addIdentifier(id, kind, value, instant) || changed
      }
      const level = textOf(values, 'member_level')
      if (level !== null) {
        changed = attributes.addLevel(id, numberOf(values, 'member_level_at') ?? row.createdAt, level) || changed
      }
      for (const [name, value] of known) changed = attributes.add(id, name, row.createdAt, value) || changed
      return changed ? (stored === undefined || stored.isStub === 1 ? IMPORTED : UPDATED) : DUPLICATE
    },
    flush: () => {},
  }
}

/** Attributes beside the fixed ones, from a JSON object; null when the text is none. */
function attributesOf(values: Values): (readonly [string, string])[] | null {
  const text = textOf(values, 'attributes')
  if (text === null) return []
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return null
  return Object.entries(parsed)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
}

const customerRow = (values: Values, id: string, createdAt: number): CustomerRow => ({
  id,
  createdAt,
  gender: textOf(values, 'gender'),
  birthYear: numberOf(values, 'birth_year'),
  ageBand: textOf(values, 'age_band'),
  country: textOf(values, 'country'),
  region: textOf(values, 'region'),
  city: textOf(values, 'city'),
  language: textOf(values, 'language'),
  source: textOf(values, 'source'),
  channel: textOf(values, 'channel'),
  memberLevel: textOf(values, 'member_level'),
  isStub: 0,
  lastReceivedAt: null,
})
