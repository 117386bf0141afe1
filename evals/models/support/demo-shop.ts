import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import { refresh } from '../../../src/services/refresh/refresh.ts'
import { EVAL_ADMIN, openEvalShop } from '../../agent/open-eval-shop.ts'

/** What was planted about one customer of the demo shop. */
export interface PlantedCustomer {
  readonly customer: string
  readonly archetype: string
  readonly role: string
  readonly duplicate_of?: string
  /** Days between regular purchases of one product; null for who has no such habit. */
  readonly cycle_days?: number | null
}

export interface DemoShop {
  /** Folder of the store; the planted truths lie in `demo` below it. */
  readonly home: string
  /** Kind (subcategory) of every product by id, from the files that the shop was loaded from. */
  readonly kinds: ReadonlyMap<string, string>
  /** Calls a tool as the admin; throws when it fails, for a check cannot go on without. */
  readonly call: (name: string, args: Readonly<Record<string, unknown>>) => Promise<ToolSuccess>
  readonly planted: ReadonlyMap<string, PlantedCustomer>
}

let opened: Promise<DemoShop> | undefined

/** The demo shop of the other evaluations, made on the first run, its texts indexed, with the truths beside its store. */
export const demoShop = (): Promise<DemoShop> => (opened ??= open())

async function open(): Promise<DemoShop> {
  const { kith } = await openEvalShop({ home: undefined, tier: 'T0' })
  await refresh({ ctx: kith.contextFor(EVAL_ADMIN), input: { what: 'index', force: false } })
  const path = join(kith.home, 'demo', 'truths-customers.jsonl')
  if (!existsSync(path)) throw new Error(`the planted truths are missing at ${path}`)
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  const planted = lines.map((line) => JSON.parse(line) as PlantedCustomer)
  const products = parse(readFileSync(join(kith.home, 'demo', 'products.csv')), { columns: true }) as readonly {
    readonly product_id: string
    readonly subcategory: string
  }[]
  return {
    home: kith.home,
    kinds: new Map(products.map(({ product_id: id, subcategory }) => [id, subcategory])),
    planted: new Map(planted.map((one) => [one.customer, one])),
    call: async (name, args) => {
      const result = await kith.callTool(EVAL_ADMIN, name, args)
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
      return result
    },
  }
}
