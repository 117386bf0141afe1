import type { AddressInfo } from 'node:net'
import { argv, stdout } from 'node:process'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from '../../src/channels/http/create-app.ts'
import { createKith } from '../../src/config/create-kith.ts'
import { readConfig } from '../../src/config/env.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/lib/time-zone.ts'
import { createKey } from '../../src/services/keys/create-key.ts'
import { refresh } from '../../src/services/refresh/refresh.ts'
import type { ServiceContext } from '../../src/services/context.ts'
import { rebuildRollups } from '../../src/store/queries/rollups/rebuild-rollups.ts'
import { ensureShopRow, updateShopRow } from '../../src/store/queries/shop/shop-row.ts'
import { fillWithBuyers } from './churn.ts'

const LAST_DAY = dayOfDate('2026-06-30')
const AS_OF = (LAST_DAY + 1) * MS_PER_DAY
const NOON = LAST_DAY * MS_PER_DAY + 43_200_000

/** What makes a card more than a row: names, parcels on their way, tickets, ratings, consents, predictions, articles. */
function fillCards({ store, vault }: ServiceContext, customers: number): void {
  const { sqlite } = store
  const name = sqlite.prepare('INSERT INTO customer_identifiers VALUES (?, ?, ?, ?, 1, 0)')
  const ticket = sqlite.prepare(
    `INSERT INTO tickets (id, customer_id, order_id, channel, subject, issue, status, opened_at)
     VALUES (?, ?, NULL, 'app', 'Where is my parcel?', 'delivery', 'open', ?)`,
  )
  const review = sqlite.prepare(
    `INSERT INTO reviews (id, customer_id, rating, body, language, written_at, written_day)
     VALUES (?, ?, ?, 'as I thought it would be', 'en', ?, ?)`,
  )
  const consent = sqlite.prepare("INSERT INTO customer_consents VALUES (?, ?, ?, 1, 'sign-up')")
  const prediction = sqlite.prepare(
    "INSERT INTO predictions (model, customer_id, run_id, as_of, value) VALUES ('churn', ?, 'churn-v1', ?, ?)",
  )
  sqlite.transaction(() => {
    for (let i = 0; i < customers; i++) {
      const id = `C-${1_000_000 + i}`
      const full = `Ann Lee ${i}`
      name.run(id, 'name', vault.hash('name', full), vault.encrypt(full))
      for (const kind of ['email', 'profiling']) consent.run(id, kind, 0)
      prediction.run(id, AS_OF, (i % 100) / 100)
      if (i % 10 === 0) ticket.run(`T-${i}`, id, NOON)
      if (i % 3 === 0) review.run(`R-${i}`, id, 1 + (i % 5), NOON, LAST_DAY)
    }
    sqlite.exec(`UPDATE orders SET status = 'shipped', shipped_at = ordered_at + 3600000, promised_at = ordered_at + 345600000
                 WHERE ordered_day >= ${LAST_DAY - 3}`)
    sqlite.exec(`INSERT INTO articles (id, title, body, language, updated_at, approved) VALUES
      ('A-DEL', 'Delivery times', 'Orders leave within 24 hours.', 'en', 0, 1), ('A-RET', 'Returns', 'Return within 14 days.', 'en', 0, 1)`)
  })()
}

const [folder = '', customers = '100000'] = argv.slice(2)
const runtime = createKith({
  config: readConfig({ KITH_HOME: folder, LOG_LEVEL: 'silent', KITH_CURRENCY: 'CNY' }),
  version: 'bench',
})
const actor = { id: 'bench', role: 'admin', boundCustomerId: null, channel: 'job', sharedChannel: false } as const
const before = runtime.contextFor(actor)
ensureShopRow(before.store, { name: 'Bench', timeZone: 'UTC', currency: 'CNY', weekStart: 1, createdAt: 0 })
fillWithBuyers(before.store, Number(customers))
fillCards(before, Number(customers))
rebuildRollups(before.store)
updateShopRow(before.store, { newestFactAt: AS_OF - 1 })
const ctx = runtime.contextFor(actor)
await refresh({ ctx, input: { what: 'features', force: false } })
before.store.sqlite.pragma('synchronous = FULL')
const { token } = createKey({ ctx, input: { name: 'bot', role: 'service_bot' } })
const server = createAdaptorServer({ fetch: createApp({ runtime, webFolder: null, uploadFolder: folder }).fetch })
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  stdout.write(`${JSON.stringify({ port, token })}\n`)
})
