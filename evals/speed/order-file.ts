import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { seededRandom, type Random } from '../../src/lib/random.ts'

export interface OrderFileOptions {
  readonly lines: number
  readonly customers: number
  readonly products: number
  readonly seed: string
  /** Lines in random order instead of by date. */
  readonly shuffled?: boolean
}

const COUNTRIES = [
  'United Kingdom',
  'Germany',
  'France',
  'EIRE',
  'Spain',
  'Netherlands',
  'Belgium',
  'Switzerland',
] as const
const HEADER = 'order_id,ordered_at,customer_id,product_id,product_name,quantity,unit_price,country\n'
const FIRST_MS = Date.UTC(2024, 0, 1)
const DAYS = 730

/** Small numbers are likelier: the square of a uniform number, as popularity of products and customers goes. */
const skewed = (random: Random, count: number): number => Math.floor(random() ** 2 * count)

/**
 * Writes a file of order lines in eight columns, as shops export them: about 2.7 lines an order, dates over two years in
 * order, popular products and customers likelier. The same options give the same bytes.
 */
export async function writeOrderFile(path: string, options: OrderFileOptions): Promise<void> {
  const random = seededRandom(options.seed)
  const rows: string[] = []
  let order = 0
  while (rows.length < options.lines) {
    order += 1
    const at = new Date(FIRST_MS + ((rows.length + random()) / options.lines) * DAYS * 86_400_000)
    const date = at.toISOString().slice(0, 19).replace('T', ' ')
    const customer = skewed(random, options.customers)
    const country = COUNTRIES[skewed(random, COUNTRIES.length)]
    const lines = Math.min(options.lines - rows.length, 1 + Math.floor(-1.7 * Math.log(1 - random())))
    for (let line = 0; line < lines; line += 1) {
      const product = skewed(random, options.products)
      const price = ((product % 97) + 0.95).toFixed(2)
      const quantity = 1 + Math.floor(random() * 4)
      rows.push(
        `O-${String(1_000_000 + order)},${date},C-${String(10_000 + customer)},SKU-${String(1000 + product)},Item number ${product} in blue,${quantity},${price},${country}\n`,
      )
    }
  }
  if (options.shuffled === true) {
    for (let index = rows.length - 1; index > 0; index -= 1) {
      const other = Math.floor(random() * (index + 1))
      const held = rows[index] ?? ''
      rows[index] = rows[other] ?? ''
      rows[other] = held
    }
  }
  const stream = createWriteStream(path)
  stream.write(HEADER)
  for (let from = 0; from < rows.length; from += 20_000) {
    if (!stream.write(rows.slice(from, from + 20_000).join(''))) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}
