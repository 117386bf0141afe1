import { join, resolve } from 'node:path'
import type { CallOptions } from '../channels/runtime.ts'
import { asOfEndOfDay, parseAsOf } from '../lib/as-of.ts'
import type { Clock } from '../lib/clock.ts'
import type { IdentifierVault } from '../lib/identifier-vault.ts'
import type { Log } from '../lib/log.ts'
import { dayOfDate } from '../lib/time-zone.ts'
import { createIdentifierVault } from '../privacy/create-identifier-vault.ts'
import { loadKey } from '../privacy/load-key.ts'
import type { Actor } from '../services/access/actor.ts'
import type { ServiceContext } from '../services/context.ts'
import { loadShop, type ShopDefaults } from '../services/shop/load-shop.ts'
import { openStore, type Store } from '../store/open.ts'
import { readSampleCipher } from '../store/queries/health/read-sample-cipher.ts'
import { readFirstDay } from '../store/queries/shop/shop-row.ts'
import type { Config } from './env.ts'

export interface OpenShop {
  readonly home: string
  readonly store: Store
  readonly vault: IdentifierVault
  readonly contextFor: (actor: Actor, options?: CallOptions) => ServiceContext
}

interface OpenShopOptions {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly embeddings?: (opened: {
    readonly store: Store
    readonly vault: IdentifierVault
  }) => ServiceContext['embeddings']
}

/** The store is closed again where its key is missing. */
function openVault(home: string, config: Config, store: Store): IdentifierVault {
  try {
    return createIdentifierVault(loadKey(home, config.KITH_KEY, () => readSampleCipher(store) !== null))
  } catch (error) {
    store.close()
    throw error
  }
}

/**
 * Opens the store under `KITH_HOME` with its vault, and makes the contexts of calls: all that a service needs of the
 * wiring, without the tools, the agent and what they load. Whoever opens it closes its store.
 */
export function openShop({ config, clock, log, embeddings = () => undefined }: OpenShopOptions): OpenShop {
  const home = resolve(config.KITH_HOME)
  const store = openStore(join(home, 'kith.sqlite'))
  const vault = openVault(home, config, store)
  const embed = embeddings({ store, vault })
  const defaults: ShopDefaults = {
    name: 'My shop',
    timeZone: config.KITH_TIMEZONE,
    currency: config.KITH_CURRENCY ?? 'USD',
    weekStart: 1,
  }
  return {
    home,
    store,
    vault,
    contextFor: (actor, options = {}) => {
      const { shop, newestAsOf } = loadShop(store, defaults, clock())
      const defaultAsOf =
        config.KITH_AS_OF === undefined ? newestAsOf : asOfEndOfDay(dayOfDate(config.KITH_AS_OF), shop.zone)
      const asOf = options.asOf === undefined ? defaultAsOf : parseAsOf(options.asOf, shop.zone)
      return {
        store,
        vault,
        clock,
        log,
        shop,
        actor,
        home,
        asOf,
        defaultAsOf,
        language: options.language ?? (config.KITH_LANGUAGE === 'zh' ? 'zh' : 'en'),
        frame: { asOfDay: asOf.day, weekStart: shop.weekStart, firstDay: readFirstDay(store) ?? asOf.day },
        earlierResult: options.earlierResult ?? (() => null),
        signal: options.signal ?? new AbortController().signal,
        embeddings: embed,
      }
    },
  }
}
