import { expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../../src/store/open.ts'
import { keepImpressions } from '../../../src/services/recommend/keep-impressions.ts'

const kept = (store: Store): number =>
  store.sqlite.prepare<[], number>('SELECT count(*) FROM recommendation_impressions').pluck().get() ?? -1

test('a list that is shown while another connection writes is kept with the next one, and nobody waits', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-impressions-'))
  const store = openStore(join(folder, 'shop.sqlite'))
  const other = openStore(join(folder, 'shop.sqlite'))
  try {
    const list = { customerId: null, strategy: 'auto', personalised: false, runId: null } as const
    const show = (shownAt: number): void => keepImpressions(store, { ...list, shownAt, productIds: ['A', 'B'] })
    other.sqlite.exec('BEGIN IMMEDIATE')
    show(1)
    show(2)
    expect(kept(store)).toBe(0)
    other.sqlite.exec('COMMIT')
    show(3)
    expect(kept(store)).toBe(6)
    expect(store.sqlite.pragma('busy_timeout', { simple: true })).toBe(5000)
    show(4)
    expect(kept(store)).toBe(8)
  } finally {
    other.close()
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
