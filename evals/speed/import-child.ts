import { argv, stdout, memoryUsage, resourceUsage } from 'node:process'
import { importFiles } from '../../src/importing/import-files.ts'
import { createLog } from '../../src/lib/log.ts'
import { timeZone } from '../../src/lib/time-zone.ts'
import { createIdentifierVault } from '../../src/privacy/create-identifier-vault.ts'
import { openInThread } from '../../src/services/imports/open-in-thread.ts'
import { openStore } from '../../src/store/open.ts'

/**
 * A process of its own that imports one file: for measuring time and memory from nothing, and for being killed. Prints a
 * line per commit and a last line with the result.
 *
 * Usage: tsx import-child.ts STORE FILE [RECORDS_PER_TRANSACTION]
 */
const [, , path = '', file = '', records] = argv
const started = performance.now()
const store = openStore(path)
const { files } = await importFiles({
  store,
  vault: createIdentifierVault(Buffer.alloc(32, 7)),
  shop: { name: 'Speed', zone: timeZone('UTC'), currency: 'GBP', weekStart: 1 },
  clock: () => Date.now(),
  log: createLog('silent'),
  open: openInThread,
  files: [file],
  onProgress: ({ rows }) => void stdout.write(`${JSON.stringify({ rows })}\n`),
  ...(records === undefined ? {} : { transactionRecords: Number(records) }),
})
store.close()
stdout.write(
  `${JSON.stringify({
    done: files[0],
    seconds: (performance.now() - started) / 1000,
    peakMib: resourceUsage().maxRSS / 1024,
    rssMib: memoryUsage.rss() / 1_048_576,
  })}\n`,
)
