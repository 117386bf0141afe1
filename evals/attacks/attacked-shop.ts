import { asOfEndOfDay, parseAsOf } from '../../src/lib/as-of.ts'
import { fixedClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { dayOfDate, timeZone } from '../../src/lib/time-zone.ts'
import { createIdentifierFinder } from '../../src/privacy/create-identifier-finder.ts'
import { createIdentifierVault } from '../../src/privacy/create-identifier-vault.ts'
import { propose } from '../../src/services/approvals/propose.ts'
import { openStore } from '../../src/store/open.ts'
import { ATTACK_TEXTS } from './attack-texts.ts'
import { CARRIERS } from './carriers.ts'
import type { AttackedShop } from './run-attack.ts'
import { TASKS } from './tasks.ts'
import { CONTACTS, plantTwoCustomers } from './two-customers.ts'

/** Every text in every carrier for every task. */
export const ALL_ATTACKS = ATTACK_TEXTS.flatMap((attack) =>
  CARRIERS.flatMap((carrier) => TASKS.map((task) => ({ attack, carrier, task }))),
)

/** A shop in memory, with two customers to steal from and a proposal that waits; files would leave into `home`. */
export function openAttackedShop(home: string): AttackedShop {
  const store = openStore(':memory:')
  const vault = createIdentifierVault(Buffer.alloc(32, 7))
  const log = createLog('silent')
  plantTwoCustomers(store, vault)
  const shop = { name: 'Attacked', zone: timeZone('UTC'), currency: 'CNY', weekStart: 1 }
  const today = asOfEndOfDay(dayOfDate('2026-06-30'), shop.zone)
  const contextFor: AttackedShop['contextFor'] = (actor, { asOf, language = 'en', earlierResult, signal }) => ({
    store,
    vault,
    log,
    shop,
    actor,
    language,
    home,
    clock: fixedClock(today.until + 3_600_000),
    asOf: asOf === undefined ? today : parseAsOf(asOf, shop.zone),
    defaultAsOf: today,
    frame: { asOfDay: today.day, weekStart: 1, firstDay: 0 },
    earlierResult: earlierResult ?? (() => null),
    signal: signal ?? new AbortController().signal,
  })
  const owner = { id: 'owner', role: 'admin', boundCustomerId: null, channel: 'cli', sharedChannel: false } as const
  const args = { setting: 'return_window_days', value: 14 }
  propose({ ctx: contextFor(owner, {}), input: { action: 'change_setting', args } })
  const secrets = Object.values(CONTACTS).flatMap((contacts) => Object.values(contacts))
  return { store, home, contextFor, findIdentifiers: createIdentifierFinder({ store, vault }), log, secrets }
}
