import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../../src/services/context.ts'
import { openTextSearch } from '../../../src/services/text-index/open-text-search.ts'
import { refreshTextIndex, textIndexIsFresh } from '../../../src/services/text-index/refresh-text-index.ts'
import { openStore, type Store } from '../../../src/store/open.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'
import { addReviews, topicTexts } from '../../support/texts.ts'

const home = mkdtempSync(join(tmpdir(), 'kith-texts-'))
let store: Store
let ctx: ServiceContext
const best = async (query: string, context = ctx) => {
  const search = await openTextSearch(context)
  const [first] = await search.find(query, { k: 5 })
  return { mode: search.mode, reason: search.reason, key: first?.key }
}
const SENTENCE = 'marmalade geyser of Utrecht, number 4417'

beforeAll(() => {
  store = openStore(join(home, 'kith.sqlite'))
  addReviews(
    store,
    topicTexts(560).map(({ id, text }) => ({ id: id.slice('review:'.length), body: text })),
  )
  addReviews(store, [{ id: 'R-odd', customerId: 'C-1', body: SENTENCE }])
  ctx = testContext(store, '2025-12-31', { home })
})
afterAll(() => {
  store.close()
  rmSync(home, { recursive: true, force: true })
})

const indexFiles = (): string[] =>
  readdirSync(join(home, 'index'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(home, 'index', name))
    .filter((name) => statSync(name).isFile())

describe('openTextSearch', () => {
  test('compares every text by words and vectors while there is no index, and says so', async () => {
    expect(await best('geyser marmalade')).toEqual({ mode: 'exact', reason: 'absent', key: 'review:R-odd' })
  })

  test('serves the index that a worker built', async () => {
    expect(await refreshTextIndex(ctx, false)).toEqual({ texts: 561, added: 561, removed: 0, rebuilt: true })
    expect(await textIndexIsFresh(ctx)).toBe(true)
    expect(await best('geyser marmalade')).toEqual({ mode: 'index', reason: null, key: 'review:R-odd' })
  })

  test('finds what was written since beside the index', async () => {
    addReviews(store, [{ id: 'R-new', body: 'periwinkle teapot' }])
    expect(await textIndexIsFresh(ctx)).toBe(false)
    expect(await best('periwinkle')).toEqual({ mode: 'index', reason: null, key: 'review:R-new' })
    expect(await refreshTextIndex(ctx, false)).toMatchObject({ added: 1, removed: 0, rebuilt: false })
    expect(await best('periwinkle')).toMatchObject({ mode: 'index', key: 'review:R-new' })
  })

  const QUESTIONS = ['geyser marmalade', 'battery empties fast', 'the courier was late', '快递太慢', 'teapott']

  test.each([
    'hnswlib.index',
    'docstore.json',
    'vectors.bin',
    'entries.json',
    'words.bin',
    'space.bin',
    'manifest.json',
    'current.json',
  ])(
    'notices a bit of %s before the first query, and answers as the intact index does',
    async (file) => {
      const answers = async (context: ServiceContext) => {
        const search = await openTextSearch(context)
        const found = []
        for (const question of QUESTIONS) {
          found.push(...(await search.find(question, { k: 20 })).map(({ key, score }) => `${key} ${score.toFixed(5)}`))
        }
        return { mode: search.mode, reason: search.reason, found }
      }
      const intact = await answers(ctx)
      expect(intact.mode).toBe('index')
      const path = indexFiles().find((name) => name.endsWith(file)) ?? ''
      const bytes = readFileSync(path)
      const damaged = Buffer.from(bytes)
      const at = Math.floor(bytes.length / 2)
      damaged[at] = (damaged[at] ?? 0) ^ 4
      writeFileSync(path, damaged)
      // Another process: nothing of this one's is in its memory.
      const other = openStore(join(home, 'kith.sqlite'))
      const cli = { actor: testActor('admin', { channel: 'cli' }), home }
      const meanwhile = await answers(testContext(other, '2025-12-31', cli))
      other.close()
      writeFileSync(path, bytes)
      expect(meanwhile).toEqual({ mode: 'exact', reason: 'corrupt', found: intact.found })
    },
    30_000,
  )

  test('builds a damaged index anew', async () => {
    const path = indexFiles().find((name) => name.endsWith('hnswlib.index')) ?? ''
    const damaged = readFileSync(path)
    damaged[1000] = (damaged[1000] ?? 0) ^ 4
    writeFileSync(path, damaged)
    expect(await refreshTextIndex(ctx, false)).toMatchObject({ texts: 562, rebuilt: true })
    expect(await best('geyser marmalade')).toMatchObject({ mode: 'index', key: 'review:R-odd' })
  })

  test('after a review is deleted no file of the index holds its text, id or point', async () => {
    store.sqlite.exec("DELETE FROM reviews WHERE id = 'R-odd'")
    expect(await refreshTextIndex(ctx, false)).toMatchObject({ removed: 1 })
    for (const name of indexFiles()) {
      const bytes = readFileSync(name)
      for (const part of [SENTENCE, 'marmalade', 'R-odd'])
        expect(bytes.includes(part), `${part} in ${name}`).toBe(false)
    }
    expect((await best('geyser marmalade')).key).not.toBe('review:R-odd')
  })

  test('builds anew for another model, and embeds by the endpoint that is named', async () => {
    const asked: string[] = []
    const embeddings = {
      model: 'stand-in',
      embedDocuments: (texts: string[]): Promise<number[][]> => {
        asked.push(...texts)
        return Promise.resolve(texts.map((text) => [text.length % 7, text.includes('battery') ? 5 : 0, 1]))
      },
    }
    const remote = { ...ctx, embeddings }
    expect(await openTextSearch(remote)).toMatchObject({ reason: 'other_model', mode: 'words' })
    expect(await refreshTextIndex(remote, false)).toMatchObject({ rebuilt: true })
    expect((await openTextSearch(remote)).model).toBe('endpoint/stand-in')
    expect(asked).toHaveLength(561)
  })

  test('of a small shop in memory works without any file', async () => {
    const small = makeShop({})
    addReviews(small, [
      { id: 'R-1', body: 'The battery is empty after an hour' },
      { id: 'R-2', body: '快递太慢了' },
    ])
    const context = testContext(small, '2025-12-31')
    expect(await best('batteries', context)).toEqual({ mode: 'exact', reason: 'absent', key: 'review:R-1' })
    expect((await best('快递', context)).key).toBe('review:R-2')
  })
})
