import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { appendAudit } from '../../../src/store/queries/audit/append-audit.ts'
import { verifyAudit } from '../../../src/store/queries/audit/verify-audit.ts'
import { makeShop } from '../../support/shop.ts'

const filled = () => {
  const store = makeShop({})
  for (let i = 0; i < 20; i += 1) {
    appendAudit(store, {
      at: i,
      actorId: 'a',
      role: 'admin',
      action: 'read',
      subject: `C-${i}`,
      details: { z: i, a: 'x' },
    })
  }
  return store
}

test('an untouched chain holds', () => {
  expect(verifyAudit(filled())).toEqual({ rows: 20, brokenAt: null })
})

test.each([
  ['changed', "UPDATE audit_log SET subject = 'C-99' WHERE sequence = 7", 7],
  ['given other details', `UPDATE audit_log SET details = '{"a":"y","z":6}' WHERE sequence = 7`, 7],
  ['dropped', 'DELETE FROM audit_log WHERE sequence = 7', 8],
  ['moved', 'UPDATE audit_log SET sequence = CASE sequence WHEN 7 THEN 100 ELSE sequence END', 8],
  ['spoilt', "UPDATE audit_log SET details = '{' WHERE sequence = 7", 7],
])('a row that was %s shows at its place', (_how, statement, place) => {
  const store = filled()
  store.db.run(sql.raw(statement))
  expect(verifyAudit(store).brokenAt).toBe(place)
})
