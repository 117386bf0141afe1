import { expect, test } from 'vitest'
import { openStore } from '../../../src/store/open.ts'

test('tables with keys of several parts that imports fill are stored by their key alone', () => {
  const stored = openStore(':memory:')
    .sqlite.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1 ORDER BY name")
    .pluck()
    .all()
  expect(stored).toEqual(
    expect.arrayContaining([
      'customer_attributes',
      'customer_consents',
      'customer_identifiers',
      'customer_months',
      'customer_rollups',
      'daily_rollups',
      'identifier_tokens',
      'order_lines',
      'order_status_changes',
      'visitor_identities',
    ]),
  )
})
