import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { seededRandom, type Random } from '../../src/lib/random.ts'
import { buildTextIndex } from '../../src/services/text-index/build-text-index.ts'
import type { IndexedText } from '../../src/services/text-index/indexed-texts.ts'
import { spaceEmbedder } from '../../src/vectors/embedder.ts'
import { openTextIndex, saveTextIndex } from '../../src/vectors/text-index.ts'
import { createTokeniser } from '../../src/compute/text/tokenise.ts'
import { readChineseWords } from '../../src/resources/chinese-words.ts'
import { BENCH_SEED, type Bench } from './bench.ts'

const QUERIES = 200
const K = 10
const FLIPS = 1000

/** Reviews of a few hundred words each drawn by rank, as words of a language are. */
function drawTexts(count: number, random: Random): IndexedText[] {
  const syllables = 'ba co di fu ge ha ki lo mu ne pa ro si tu ve wa'.split(' ')
  const word = (rank: number): string =>
    [rank % 16, (rank >> 4) % 16, (rank >> 8) % 16].map((at) => syllables[at] ?? '').join('')
  return Array.from({ length: count }, (_, i) => {
    const length = 8 + Math.floor(random() * 20)
    const words = Array.from({ length }, () => word(Math.floor(4000 * random() ** 3)))
    return { id: `review:R-${i}`, text: words.join(' ') }
  })
}

/** The graph against comparing every point: share of the true ten nearest that it finds, and how long a query takes. */
const searching = (id: string, count: number, byDefault: boolean): Bench => ({
  id,
  unit: 'recall@10',
  peer: 0.99,
  byDefault,
  async run() {
    const random = seededRandom(BENCH_SEED)
    const texts = drawTexts(count, random)
    const started = performance.now()
    const cpu = process.cpuUsage()
    const { index } = await buildTextIndex({ texts, watermark: '', earlier: null, remote: null })
    const { user, system } = process.cpuUsage(cpu)
    const buildSeconds = (performance.now() - started) / 1000
    if (index.space === null) throw new Error('the index has no space')
    const embedder = spaceEmbedder(index.model, index.space, createTokeniser(readChineseWords()))
    const milliseconds: number[] = []
    let hits = 0
    for (const { text } of drawTexts(QUERIES, random)) {
      const query = text.split(' ').slice(0, 4).join(' ')
      const [vector] = await embedder.embed([query])
      if (vector === undefined) continue
      const exact = new Set(index.points.searchExactly(vector, K).map((one) => one.id))
      const from = performance.now()
      await embedder.embed([query])
      const found = await index.points.search(vector, K)
      milliseconds.push(performance.now() - from)
      hits += found.filter((one) => exact.has(one.id)).length
    }
    milliseconds.sort((a, b) => a - b)
    return {
      runs: [hits / (QUERIES * K)],
      details: {
        texts: count,
        p50_ms: milliseconds[Math.floor(QUERIES * 0.5)],
        p95_ms: milliseconds[Math.floor(QUERIES * 0.95)],
        build_seconds: buildSeconds,
        build_cpu_seconds: (user + system) / 1e6,
      },
    }
  },
})

/** One bit of one file of an index changed, a thousand times: how often it is noticed when the index is opened. */
const corruption: Bench = {
  id: 'index-corruption',
  unit: 'noticed',
  peer: FLIPS,
  byDefault: true,
  async run(folder) {
    const random = seededRandom(BENCH_SEED)
    const { index } = await buildTextIndex({
      texts: drawTexts(300, random),
      watermark: '',
      earlier: null,
      remote: null,
    })
    await saveTextIndex(folder, index)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'))
    let noticed = 0
    for (let flip = 0; flip < FLIPS; flip++) {
      const path = join(folder, files[flip % files.length] ?? '')
      const bytes = readFileSync(path)
      const damaged = Buffer.from(bytes)
      const at = Math.floor(random() * bytes.length)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      writeFileSync(path, damaged)
      if ((await openTextIndex(folder)) === 'corrupt') noticed += 1
      writeFileSync(path, bytes)
    }
    const whole = typeof (await openTextIndex(folder)) !== 'string'
    return { runs: [noticed], details: { flips: FLIPS, files: files.length, opens_when_whole: whole } }
  },
}

export const textIndexBenches: readonly Bench[] = [
  searching('index-30k', 30_000, false),
  searching('index-100k', 100_000, true),
  corruption,
]
