import { argv, stdout } from 'node:process'
import { importCalls } from '../../src/importing/calls/import-calls.ts'
import { MS_PER_DAY, timeZone } from '../../src/lib/time-zone.ts'
import { createIdentifierVault } from '../../src/privacy/create-identifier-vault.ts'
import { openStore } from '../../src/store/open.ts'
import { ensureShopRow } from '../../src/store/queries/shop/shop-row.ts'

/** Sends calls `from` to `to` of an endless stream into a store, as requests bring them; prints what that took as JSON. */
const [path = '', fromText = '0', toText = '0'] = argv.slice(2)
const from = Number(fromText)
const to = Number(toText)

const BATCH = 1000
const DAYS = 400
const LAST = Date.UTC(2026, 5, 30)
/** Of ten calls, three were sent before. */
const REPEATED = 3

const mixed = (value: number): number => {
  let hash = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (hash ^ (hash >>> 16)) >>> 0
}
/** How many different messages the first `sent` calls hold. */
const messagesIn = (sent: number): number =>
  Math.floor(sent / 10) * (10 - REPEATED) + Math.max(0, (sent % 10) - REPEATED)

const NAMES = ['Product Viewed', 'Product Viewed', 'Product Viewed', 'Product Added', 'Products Searched'] as const

/** The call at a place of the stream: a new message, or any of those before it, however long ago. */
function callAt(place: number): object {
  const known = messagesIn(place)
  const isNew = known === 0 || place % 10 >= REPEATED
  const message = isNew ? known : mixed(place) % known
  const visit = Math.floor(message / 8)
  const noise = mixed(message)
  // Eight events to a visit, a minute apart; visits in the order of time but for one in four, which comes days late.
  const day = (visit * 8 * DAYS) / 3_500_000 - (noise % 4 === 0 ? noise % 5 : 0)
  const at = LAST - DAYS * MS_PER_DAY + Math.floor(day * MS_PER_DAY) + (message % 8) * 60_000
  return {
    type: 'track',
    event: NAMES[noise % NAMES.length],
    messageId: `node-next-${message.toString(36)}-${noise.toString(36)}`,
    anonymousId: `visitor-${mixed(visit) % 300_000}`,
    timestamp: new Date(at).toISOString(),
    properties: { product_id: `SKU-${noise % 600}`, price: (noise % 9000) / 100 },
    context: { library: { name: 'analytics.js' } },
  }
}

const store = openStore(path)
ensureShopRow(store, { name: 'Bench', timeZone: 'UTC', currency: 'CNY', weekStart: 1, createdAt: 0 })
const vault = createIdentifierVault(Buffer.alloc(32, 7))
const shop = { zone: timeZone('UTC'), currency: 'CNY' }
const counted = { read: 0, imported: 0, updated: 0, duplicates: 0, quarantined: 0 }
let making = 0
const cpuOf = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
const begun = cpuOf()
for (let place = from; place < to; place += BATCH) {
  const before = cpuOf()
  const calls = Array.from({ length: Math.min(BATCH, to - place) }, (_, at) => callAt(place + at))
  making += cpuOf() - before
  const { batches } = importCalls({
    store,
    vault,
    shop,
    clock: () => LAST + MS_PER_DAY,
    sender: { id: 'W-1', name: 'bench' },
    batches: [{ calls, sentAt: undefined, receivedAt: LAST + MS_PER_DAY, from: 0 }],
  })
  for (const batch of batches)
    for (const key of Object.keys(counted) as (keyof typeof counted)[]) counted[key] += batch[key]
}
const events = store.sqlite.prepare<[], number>('SELECT count(*) FROM events').pluck().get() ?? 0
store.close()
stdout.write(
  JSON.stringify({
    ...counted,
    events,
    expected: messagesIn(to),
    cpu_seconds: cpuOf() - begun - making,
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
)
