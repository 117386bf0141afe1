import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { categoryOdds } from '../../../src/demo/orders/choose-category.ts'
import { readDemoSettings, type DemoSettings } from '../../../src/demo/settings.ts'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import type { PlantedCustomer } from './demo-shop.ts'

/** Orders that hold each category by week as the planted rule makes them expected, and all categories' together. */
export interface ExpectedOrders {
  readonly byCategory: ReadonlyMap<string, readonly number[]>
  readonly totals: readonly number[]
}

interface Line {
  readonly product: string
  readonly type: string
  readonly category: string
}
interface Order {
  readonly customer: string
  readonly day: number
  readonly lines: Line[]
}

/**
 * Orders by week and category that the demo's own rule foretells: for every order that was made, by whom and when, the chance
 * that one of its drawn lines falls on each category. So what is random is only which category each of them fell on. Lines that
 * another rule put there stay as they are: regular purchases, complements, followers of an earlier purchase, what a spotlight
 * sold.
 */
export function expectedOrders(
  home: string,
  planted: ReadonlyMap<string, PlantedCustomer>,
  { firstDay, weeks }: { readonly firstDay: number; readonly weeks: number },
): ExpectedOrders {
  const settings = readDemoSettings()
  const categories = settings.categories.map(({ key }) => key)
  const archetypes = new Map(settings.archetypes.map((one) => [one.key, one]))
  const oddsOf = categoryOdds(settings)
  const wasPut = putByRule(settings)
  const byCategory = new Map(categories.map((key) => [key, Array.from({ length: weeks }, () => 0)]))
  const totals = Array.from({ length: weeks }, () => 0)
  const types = new Map<string, Set<string>>()
  for (const { customer, day, lines } of readOrders(join(home, 'demo'))) {
    const earlier = types.get(customer) ?? new Set<string>()
    types.set(customer, earlier)
    const person = planted.get(customer)
    const archetype = archetypes.get(person?.archetype ?? '')
    const regular = person?.cycle_days == null ? null : (archetype?.replenishes ?? null)
    const put = lines.filter((line) => wasPut(line, lines, earlier))
    const habit = lines.find((line) => !put.includes(line) && line.category === regular)
    const drawn = lines.length - put.length - Number(habit !== undefined)
    const held = new Set([...put, ...(habit === undefined ? [] : [habit])].map(({ category }) => category))
    for (const { type } of lines) earlier.add(type)
    const week = Math.floor((day - firstDay) / 7)
    if (archetype === undefined || week < 0 || week >= weeks) continue
    const odds = oddsOf(archetype, day * MS_PER_DAY)
    for (const [at, key] of categories.entries()) {
      const chance = held.has(key) ? 1 : 1 - (1 - (odds[at] ?? 0)) ** drawn
      const own = byCategory.get(key)
      if (own !== undefined) own[week] = (own[week] ?? 0) + chance
      totals[week] = (totals[week] ?? 0) + chance
    }
  }
  return { byCategory, totals }
}

/** Whether a line of an order is there by a rule and no draw. */
function putByRule({ relations: { complements, sequences }, fixedProducts }: DemoSettings) {
  const is = (line: Line, key: string): boolean => key === line.product || key === `type:${line.type}`
  const lit = new Set(fixedProducts.filter(({ spotlight }) => spotlight !== undefined).map(({ id }) => id))
  return (line: Line, lines: readonly Line[], earlier: ReadonlySet<string>): boolean =>
    lit.has(line.product) ||
    complements.some((rule) => is(line, rule.then) && lines.some((one) => one !== line && is(one, rule.if))) ||
    sequences.some((rule) => is(line, rule.then) && earlier.has(rule.first.slice('type:'.length)))
}

/** Orders of the shop's files, oldest first. */
function readOrders(folder: string): readonly Order[] {
  const table = (name: string): readonly Readonly<Record<string, string>>[] =>
    parse(readFileSync(join(folder, name)), { columns: true, relax_column_count: true })
  const products = new Map(
    table('products.csv').map((row): [string, Line] => {
      const { product_id: product = '', subcategory: type = '', category = '' } = row
      return [product, { product, type, category }]
    }),
  )
  const orders = new Map<string, Order>()
  for (const file of readdirSync(folder).filter((name) => /^orders-\d\.csv$/.test(name))) {
    for (const row of table(file)) {
      const { order_id: id = '', customer_id: customer = '', ordered_at: at = '', product_id: product = '' } = row
      const order = orders.get(id) ?? { customer, day: dayOfDate(at.slice(0, 10)), lines: [] }
      orders.set(id, order)
      const line = products.get(product)
      if (Number(row['quantity']) > 0 && line !== undefined) order.lines.push(line)
    }
  }
  return [...orders.values()].toSorted((a, b) => a.day - b.day)
}
