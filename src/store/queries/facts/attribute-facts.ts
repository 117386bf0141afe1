import type { Store } from '../../open.ts'
import { customerAttributes, memberLevels } from '../../schema/index.ts'
import { tableAccess } from './table-access.ts'

/** Attributes and member levels, each with the instant it became known; true when that was news. */
export interface AttributeFacts {
  add(customerId: string, name: string, knownAt: number, value: string): boolean
  addLevel(customerId: string, changedAt: number, level: string): boolean
}

export function attributeFacts(store: Store): AttributeFacts {
  const attributes = tableAccess(store, customerAttributes, ['customerId', 'name', 'knownAt'])
  const levels = tableAccess(store, memberLevels, ['customerId', 'changedAt'])
  const latest = store.sqlite
    .prepare<[string, string], string>(
      'SELECT value FROM customer_attributes WHERE customer_id = ? AND name = ? ORDER BY known_at DESC LIMIT 1',
    )
    .pluck()
  return {
    add(customerId, name, knownAt, value) {
      if (latest.get(customerId, name) === value) return false
      attributes.put({ customerId, name, knownAt, value })
      return true
    },
    addLevel(customerId, changedAt, level) {
      if (levels.get(customerId, changedAt)?.level === level) return false
      levels.put({ customerId, changedAt, level })
      return true
    },
  }
}
