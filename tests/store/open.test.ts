import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-open-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a store opens again with what was in it', () => {
  const path = join(folder, 'own.sqlite')
  const first = openStore(path)
  first.sqlite.prepare("INSERT INTO settings (key, value, updated_at) VALUES ('a', '1', 0)").run()
  first.close()
  const again = openStore(path)
  expect(again.sqlite.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(1)
  again.close()
})

test('a store of another version is refused with the way out, and left as it is', () => {
  const path = join(folder, 'other.sqlite')
  const other = new Database(path)
  other.exec("CREATE TABLE settings (name TEXT); INSERT INTO settings VALUES ('kept')")
  other.close()
  expect(() => openStore(path)).toThrow(/made by another version of Kith/)
  const after = new Database(path, { readonly: true })
  expect(after.prepare('SELECT name FROM settings').pluck().all()).toEqual(['kept'])
  after.close()
})
