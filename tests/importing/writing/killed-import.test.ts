import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compareStores } from '../../../evals/speed/compare-stores.ts'
import { writeOrderFile } from '../../../evals/speed/order-file.ts'
import { runImportChild } from '../../../evals/speed/run-import-child.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an import that is killed ten times loses nothing, doubles nothing, and keeps its rollups', async () => {
  const file = join(folder, 'lines.csv')
  await writeOrderFile(file, { lines: 3000, customers: 300, products: 60, seed: 'kill', shuffled: true })
  const reference = join(folder, 'reference.sqlite')
  await runImportChild({ store: reference, file })

  const store = join(folder, 'killed.sqlite')
  const random = seededRandom('moments')
  let kills = 0
  while (kills < 10) {
    // Each run gets a little further: killed after its first or second commit, up to 12 ms into the next transaction.
    const kill = { afterCommit: 1 + Math.floor(random() * 2), delayMs: Math.floor(random() * 12) }
    const outcome = await runImportChild({ store, file, transactionRecords: 250, kill })
    if (!outcome.killed) break
    kills += 1
  }
  const last = await runImportChild({ store, file, transactionRecords: 250 })
  expect(kills).toBeGreaterThanOrEqual(5)
  expect(last.done?.read).toBe(3000)
  expect(compareStores(store, reference)).toEqual({ lost: 0, doubled: 0, rollupsEqualRebuild: true, check: 'ok' })
}, 240_000)
