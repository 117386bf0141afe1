import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Prediction } from '../../../src/services/models/model-definition.ts'
import { storePredictions, type StorePredictionsInput } from '../../../src/services/models/store-predictions.ts'
import { openStore, type Store } from '../../../src/store/open.ts'
import { readPredictions } from '../../../src/store/queries/customers/read-customer-numbers.ts'
import { makeShop } from '../../support/shop.ts'

const CUSTOMERS = 9000
const model = { name: 'coin', predicts: ['coin', 'edge'] }
const AS_OF = 1

const folder = mkdtempSync(join(tmpdir(), 'kith-storing-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function shop(): Store {
  const store = makeShop({})
  const add = store.sqlite.prepare('INSERT INTO customers (id, created_at, is_stub) VALUES (?, 0, 1)')
  store.sqlite.transaction(() => {
    for (let i = 0; i < CUSTOMERS; i += 1) add.run(`c-${i}`)
  })()
  return store
}

function* everybody(value: number): Generator<Prediction> {
  for (let i = 0; i < CUSTOMERS; i += 1) {
    yield { model: 'coin', customerId: `c-${i}`, value, low: null, high: null, details: null }
    if (i % 2 === 0) yield { model: 'edge', customerId: `c-${i}`, value: -value, low: null, high: null, details: null }
  }
}

const storing = (store: Store, value: number, rest: Partial<StorePredictionsInput> = {}): Promise<number> =>
  storePredictions({
    store,
    model,
    version: null,
    asOf: AS_OF,
    rows: everybody(value),
    pause: () => Promise.resolve(),
    finish: () => undefined,
    ...rest,
  })

const served = (store: Store, name: string): readonly number[] => [
  ...new Set(readPredictions(store, name, AS_OF).values()),
]
const kept = (store: Store): number =>
  store.sqlite.prepare<[], number>('SELECT count(*) FROM predictions').pluck().get() ?? 0

describe('storing everybody', () => {
  test('lets all scores of a run serve at once, and removes those before', async () => {
    const store = shop()
    const seen: (readonly number[])[] = []
    const pause = (): Promise<void> => {
      seen.push(served(store, 'coin'))
      return Promise.resolve()
    }
    expect(await storing(store, 1, { pause })).toBe(CUSTOMERS * 1.5)
    await storing(store, 2, { pause })
    expect(seen.length).toBeGreaterThan(6)
    // Never two runs mixed, never a part of one.
    expect([...new Set(seen.map((values) => values.join()))]).toEqual(['', '1'])
    expect(served(store, 'coin')).toEqual([2])
    expect(served(store, 'edge')).toEqual([-2])
    expect(kept(store)).toBe(CUSTOMERS * 1.5)
  })

  test('that stops half way leaves what serves, and is cleared away by the next one', async () => {
    const store = shop()
    await storing(store, 1)
    let batches = 0
    const stops = (): Promise<void> => {
      batches += 1
      return batches === 3 ? Promise.reject(new Error('killed')) : Promise.resolve()
    }
    await expect(storing(store, 2, { pause: stops })).rejects.toThrow('killed')
    expect(served(store, 'coin')).toEqual([1])
    expect(kept(store)).toBeGreaterThan(CUSTOMERS * 1.5)
    await expect(
      storing(store, 3, {
        finish: () => {
          throw new Error('the disk is full')
        },
      }),
    ).rejects.toThrow('the disk is full')
    expect(served(store, 'coin')).toEqual([1])
    await storing(store, 4)
    expect(served(store, 'coin')).toEqual([4])
    expect(kept(store)).toBe(CUSTOMERS * 1.5)
  })

  test('gives way to a later run that has begun', async () => {
    const store = shop()
    let later: Promise<number> | null = null
    const versions: number[] = []
    const finish = (version: number): void => void versions.push(version)
    const first = storing(store, 1, {
      finish,
      pause: () => {
        later ??= storing(store, 2, { finish })
        return Promise.resolve()
      },
    })
    await expect(first).rejects.toMatchObject({ code: 'CONFLICT' })
    await later
    expect(served(store, 'coin')).toEqual([2])
    expect(versions).toEqual([2])
  })

  test('scores nobody who was erased since', async () => {
    const store = shop()
    let erased = false
    const pause = (): Promise<void> => {
      if (!erased) store.sqlite.prepare("DELETE FROM customers WHERE id = 'c-8999'").run()
      erased = true
      return Promise.resolve()
    }
    await storing(store, 1, { pause })
    expect(readPredictions(store, 'coin', AS_OF).has('c-8999')).toBe(false)
    expect(readPredictions(store, 'coin', AS_OF).has('c-8998')).toBe(true)
  })

  test('lets another connection write between two batches', async () => {
    const path = join(folder, 'kith.sqlite')
    shop().sqlite.prepare('VACUUM INTO ?').run(path)
    const store = openStore(path)
    const other = openStore(path)
    other.sqlite.pragma('busy_timeout = 0')
    let written = 0
    const pause = (): Promise<void> => {
      other.sqlite.prepare('INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)').run(`s${written}`, '1', 0)
      written += 1
      return Promise.resolve()
    }
    await storing(store, 1, { pause })
    expect(written).toBeGreaterThan(2)
    other.close()
    store.close()
  })
})
