import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { gatherInteractions, type Interactions } from '../../../src/compute/recommend/interactions.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'

/** One search: a customer looks for a thing by one word of its name, and later bought it. */
export interface RetailSearch {
  readonly customer: number
  readonly item: number
  readonly query: string
  /** Local day of the search. */
  readonly day: number
}

export interface RetailSearches {
  readonly names: readonly string[]
  /** Purchases before the searches; customers and items by number. */
  readonly before: Interactions
  readonly searches: readonly RetailSearch[]
}

interface Invoice {
  readonly at: string
  readonly items: number[]
}

export interface RetailInvoices {
  readonly names: readonly string[]
  /** Of each customer, oldest first; items of an invoice once each, in the order of its lines. */
  readonly invoices: readonly (readonly Invoice[])[]
}

/** Things of one invoice that are searched for. */
const FIRST_ITEMS = 5

/** Invoices of known customers with what was bought, returns and gifts left out. */
export function readRetailInvoices(dataFolder: string): RetailInvoices {
  const items = new Map<string, number>()
  const names: string[] = []
  const customers = new Map<string, Map<string, Invoice>>()
  const file = gunzipSync(readFileSync(join(dataFolder, 'data/online-retail/onlineretail.csv.gz')))
  for (const row of parse(file, { columns: true }) as readonly Readonly<Record<string, string>>[]) {
    const { InvoiceNo = '', CustomerID = '', StockCode = '', Description = '', InvoiceDate = '' } = row
    if (CustomerID === '' || InvoiceNo.startsWith('C')) continue
    if (!(Number(row['Quantity']) > 0 && Number(row['UnitPrice']) > 0)) continue
    let item = items.get(StockCode)
    if (item === undefined) {
      item = names.push(Description) - 1
      items.set(StockCode, item)
    }
    const own = customers.get(CustomerID) ?? new Map<string, Invoice>()
    customers.set(CustomerID, own)
    const invoice = own.get(InvoiceNo) ?? { at: InvoiceDate, items: [] }
    own.set(InvoiceNo, invoice)
    if (!invoice.items.includes(item)) invoice.items.push(item)
  }
  const byTime = (a: readonly [string, Invoice], b: readonly [string, Invoice]): number =>
    a[1].at < b[1].at ? -1 : a[1].at > b[1].at ? 1 : a[0] < b[0] ? -1 : 1
  return {
    names,
    invoices: [...customers.values()].map((own) => [...own].toSorted(byTime).map(([, invoice]) => invoice)),
  }
}

/**
 * The first things of each customer's last invoice but `back`, each searched for by the longest word of its name, with the
 * purchases before them. Customers without an earlier invoice, and things that nobody bought before, are left out.
 */
export function retailSearches({ names, invoices }: RetailInvoices, back = 0): RetailSearches {
  const events = invoices.flatMap((own, customer) =>
    own
      .slice(0, own.length - back - (own.length > back + 1 ? 1 : 0))
      .flatMap(({ at, items }) => items.map((item) => ({ customer, item, day: dayOfDate(at.slice(0, 10)) }))),
  )
  const known = new Set(events.map(({ item }) => item))
  const searches = invoices.flatMap((own, customer) => {
    const last = own[own.length - 1 - back]
    if (last === undefined || own.length < back + 2) return []
    return last.items
      .slice(0, FIRST_ITEMS)
      .filter((item) => known.has(item))
      .map((item) => ({ customer, item, query: longestWord(names[item] ?? ''), day: dayOfDate(last.at.slice(0, 10)) }))
  })
  return {
    names,
    before: gatherInteractions(events, { customers: invoices.length, items: names.length }),
    searches,
  }
}

const longestWord = (name: string): string =>
  name
    .split(/\s+/)
    .reduce((longest, word) => (word.length >= longest.length ? word : longest), '')
    .toLowerCase()
