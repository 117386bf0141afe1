import { expect, test } from 'vitest'
import { openStore } from '../../../src/store/open.ts'
import { WITHOUT_ROWID } from '../../../src/store/schema/without-rowid.ts'

test('tables with keys of several parts that imports fill are stored by their key alone', () => {
  const stored = openStore(':memory:')
    .sqlite.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1 ORDER BY name")
    .pluck()
    .all()
  expect(stored).toEqual([...WITHOUT_ROWID])
})
