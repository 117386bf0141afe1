import type { Draws } from '../draws/draws.ts'
import type { DemoRow, ShopFiles } from '../files/shop-files.ts'
import type { TruthLedger } from '../truths/ledger.ts'

type LineRow = DemoRow<'order_lines'>

/** Share of order lines that each kind of damage befalls. */
const DAMAGE = {
  duplicated_lines: 0.004,
  cancelled_lines: 0.003,
  negative_lines: 0.002,
  unknown_customers: 0.003,
  broken_dates: 0.002,
  other_currencies: 0.003,
  currencies_without_rate: 0.001,
} as const
type Damage = keyof typeof DAMAGE

const BROKEN_DATES = ['2026-02-30 10:00:00', 'n/a', '0000-00-00 00:00:00', '31/31/2025'] as const

/** Writes an order line, spoilt now and then the way exports of real shops are; each damage is counted. */
export function createLineSpoiler(
  files: ShopFiles,
  truths: TruthLedger,
  draws: Draws,
): (row: LineRow, wall: number) => void {
  let unknown = 0
  const draw = (): Damage | null => {
    let at = draws.uniform()
    for (const [damage, share] of Object.entries(DAMAGE)) {
      at -= share
      if (at < 0) return damage as Damage
    }
    return null
  }
  return (row, wall) => {
    const damage = draw()
    if (damage === null) {
      files.write('order_lines', row, wall)
      return
    }
    truths.count(`dirty/${damage}`)
    const write = (changes: LineRow) => files.write('order_lines', { ...row, ...changes }, wall)
    switch (damage) {
      case 'duplicated_lines':
        write({})
        write({})
        break
      case 'cancelled_lines':
        write({})
        write({ order_id: `C${String(row.order_id)}`, quantity: -Number(row.quantity), line_discount: null })
        break
      case 'negative_lines':
        write({})
        write({ quantity: -Number(row.quantity), line_discount: null })
        break
      case 'unknown_customers':
        unknown += 1
        write({ order_id: `${String(row.order_id)}-U`, customer_id: `C-99${String(unknown).padStart(5, '0')}` })
        break
      case 'broken_dates':
        write({ ordered_at: draws.pick(BROKEN_DATES) })
        break
      case 'other_currencies':
        write({
          order_id: `${String(row.order_id)}-X`,
          currency: 'USD',
          unit_price: (Number(row.unit_price) / 7).toFixed(2),
          line_discount: null,
          order_discount: null,
          shipping: null,
        })
        break
      case 'currencies_without_rate':
        write({
          order_id: `${String(row.order_id)}-Y`,
          currency: 'JPY',
          unit_price: String(Math.round(Number(row.unit_price) * 20)),
          line_discount: null,
          order_discount: null,
          shipping: null,
        })
        break
    }
  }
}
