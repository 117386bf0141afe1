import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { gatherInteractions } from '../../../src/compute/recommend/interactions.ts'
import type { InteractionSplit } from '../../../src/compute/recommend/split-interactions.ts'

const CUSTOMERS = 943
const ITEMS = 1682
const SECONDS_OF_A_DAY = 86_400

/** The exact rows of a published split of MovieLens 100k, every rating a plain interaction. */
export function movielensSplit(dataFolder: string, name: 'rand' | 'chron' | 'loo'): InteractionSplit {
  const train = gatherInteractions(
    readRows(dataFolder, `ml100k-${name}-train.tsv.gz`).map(([customer = -1, item = -1, , seconds = 0]) => ({
      customer,
      item,
      day: seconds / SECONDS_OF_A_DAY,
    })),
    { customers: CUSTOMERS, items: ITEMS },
  )
  const held = Array.from({ length: CUSTOMERS }, () => new Set<number>())
  for (const [customer = -1, item = -1] of readRows(dataFolder, `ml100k-${name}-test.tsv.gz`)) held[customer]?.add(item)
  return { train, held }
}

function readRows(dataFolder: string, file: string): readonly (readonly number[])[] {
  const [, ...lines] = gunzipSync(readFileSync(join(dataFolder, 'splits', file)))
    .toString('utf8')
    .trim()
    .split('\n')
  return lines.map((line) => line.split('\t').map(Number))
}
