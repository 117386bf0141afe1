import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/lib/random.ts'
import { buildTextIndex } from '../../src/services/text-index/build-text-index.ts'
import { buildHnswIndex } from '../../src/vectors/hnsw-index.ts'
import { openTextIndex, saveTextIndex } from '../../src/vectors/text-index.ts'
import { topicTexts } from '../support/texts.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-index-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const texts = topicTexts(600)
const build = (list: typeof texts, earlier: Parameters<typeof buildTextIndex>[0]['earlier'] = null) =>
  buildTextIndex({ texts: list, watermark: 'w1', earlier, remote: null })

/** All files below a folder. */
const filesOf = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())

describe('a saved index', () => {
  const own = join(folder, 'saved')
  beforeAll(async () => {
    await saveTextIndex(own, (await build(texts)).index)
  })

  test('comes back as it was, point by point', async () => {
    const { index } = await build(texts)
    const opened = await openTextIndex(own)
    if (typeof opened === 'string') throw new Error(opened)
    expect(opened.points.entries).toEqual(index.points.entries)
    expect(opened.points.vectorOf('review:R-7')).toEqual(index.points.vectorOf('review:R-7'))
    expect(opened.words).toEqual(index.words)
    expect(opened.space).toEqual(index.space)
  })

  test('is the same bytes for the same texts', async () => {
    const [a, b] = [join(folder, 'a'), join(folder, 'b')]
    const first = await saveTextIndex(a, (await build(texts)).index)
    const second = await saveTextIndex(b, (await build(texts)).index)
    expect(first.files).toEqual(second.files)
  })

  test('holds no word of a text', () => {
    for (const name of filesOf(own)) {
      const bytes = readFileSync(name)
      for (const word of ['battery', 'courier', 'stitch', 'note17']) expect(bytes.includes(word), name).toBe(false)
    }
  })

  test('is refused when any bit of any file differs, and when there is none', async () => {
    const random = seededRandom('bits')
    const files = filesOf(own)
    for (let round = 0; round < 60; round++) {
      const name = files[round % files.length] ?? ''
      const bytes = readFileSync(name)
      const at = Math.floor(random() * bytes.length)
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      writeFileSync(name, damaged)
      expect(await openTextIndex(own), `${name} at ${at}`).toBe('corrupt')
      writeFileSync(name, bytes)
    }
    expect(typeof (await openTextIndex(own))).toBe('object')
    expect(await openTextIndex(join(folder, 'nowhere'))).toBe('absent')
  })

  test('is replaced in one step: no older generation stays', async () => {
    await saveTextIndex(own, (await build(texts.slice(0, 300))).index)
    expect(readdirSync(own)).toHaveLength(2)
    const opened = await openTextIndex(own)
    expect(typeof opened === 'string' ? opened : opened.points.size).toBe(300)
  })
})

describe('an index that grows and shrinks', () => {
  test('embeds only what is new, and gives what a whole build in that space gives', async () => {
    const before = await build(texts.slice(0, 500))
    const after = await build(texts, before.index)
    expect(after).toMatchObject({ added: 100, removed: 0, rebuilt: false })
    expect(after.index.points.size).toBe(600)
    expect(after.index.words.texts).toBe(600)
  })

  test('lets go of deleted and changed texts, vectors and all', async () => {
    const before = await build(texts)
    const gone = before.index.points.vectorOf('review:R-5')?.slice()
    const left = texts.filter(({ id }) => id !== 'review:R-5')
    left[0] = { id: 'review:R-0', text: 'something else altogether' }
    const after = await build(left, before.index)
    expect(after).toMatchObject({ added: 1, removed: 2, rebuilt: false })
    expect(after.index.points.vectorOf('review:R-5')).toBeNull()
    const own = join(folder, 'shrunk')
    await saveTextIndex(own, after.index)
    const needle = Buffer.from(gone?.buffer ?? new ArrayBuffer(0)).subarray(0, 64)
    expect(needle).toHaveLength(64)
    for (const name of filesOf(own)) {
      expect(readFileSync(name).includes(needle), name).toBe(false)
      expect(readFileSync(name).includes('"review:R-5"'), name).toBe(false)
    }
  })

  test('is fitted anew once its texts have outgrown it', async () => {
    const before = await build(texts.slice(0, 300))
    expect((await build(texts, before.index)).rebuilt).toBe(true)
  })
})

describe('the graph', () => {
  test('finds nearly all of the true nearest, with and without a choice of ids', async () => {
    const random = seededRandom('points')
    const dimension = 16
    const pointOf = (): Float32Array => {
      const raw = Float32Array.from({ length: dimension }, () => random() - 0.5)
      const length = Math.hypot(...raw)
      return raw.map((value) => value / length)
    }
    // Beyond the size up to which every point is compared.
    const points = Array.from({ length: 21_000 }, (_, i) => ({ id: `p${i}`, hash: i, vector: pointOf() }))
    const index = await buildHnswIndex(points, dimension)
    const only = new Set(points.filter((_, i) => i % 3 !== 0).map(({ id }) => id))
    only.add('nobody')
    let hits = 0
    for (let round = 0; round < 50; round++) {
      const query = pointOf()
      const exact = new Set(index.searchExactly(query, 10).map(({ id }) => id))
      hits += (await index.search(query, 10)).filter(({ id }) => exact.has(id)).length
      const few = await index.search(query, 3, new Set(['p1', 'p2', 'p3', 'p4']))
      expect(few.map(({ id }) => id)).toEqual(
        index.searchExactly(query, 3, new Set(['p1', 'p2', 'p3', 'p4'])).map(({ id }) => id),
      )
    }
    expect(hits / 500).toBeGreaterThanOrEqual(0.99)
    index.remove(new Set(['p7']))
    expect((await index.search(points[7]?.vector ?? pointOf(), 10)).some(({ id }) => id === 'p7')).toBe(false)
  })
})
