import type { Catalogue } from '../catalogue/make-catalogue.ts'
import { priceOn } from '../catalogue/price-steps.ts'
import type { Draws } from '../draws/draws.ts'
import { DAY, DAYS, dateText, FIRST_DAY, LAST_DAY, timeText } from '../files/wall-time.ts'
import type { ShopFiles } from '../files/shop-files.ts'
import { money } from '../orders/write-order.ts'
import type { DemoSettings } from '../settings.ts'

const COMPETITORS = ['BrightMart', 'Huijia Store'] as const
const WATCHED = 0.4
const WATCHED_MONTHS = 6
/** How far from the yearly mean each month is, for a yearly swing of 1. */
const MONTH_WARMTH = [-1, -0.85, -0.4, 0.1, 0.5, 0.8, 1, 0.95, 0.55, 0.1, -0.4, -0.85] as const
/** Units of the currency for one CNY at the start. Rates of the yen are missing on purpose: see the dirty files. */
const RATES = [
  ['USD', 0.1396],
  ['EUR', 0.1289],
  ['HKD', 1.0911],
] as const

/** What happens outside the shop: a competitor's prices, the weather and exchange rates. */
export function writeOutside(files: ShopFiles, settings: DemoSettings, catalogue: Catalogue, draws: Draws): void {
  for (const product of catalogue.products) {
    if (!draws.chance(WATCHED)) continue
    const stance = draws.between(0.9, 1.12)
    for (const competitor of COMPETITORS) {
      for (let month = WATCHED_MONTHS; month >= 1; month--) {
        const day = LAST_DAY - month * 30 + 12 + draws.below(5)
        const price =
          Math.round((priceOn(product.prices, day).priceMinor * stance * draws.between(0.96, 1.04)) / 100) * 100
        files.write('competitor_prices', {
          product_id: product.id,
          competitor,
          seen_at: timeText(day * DAY + 10 * 3_600_000),
          price: money(price),
          url: `https://${competitor.toLowerCase().replaceAll(' ', '-')}.example/p/${product.index}`,
        })
      }
    }
  }
  const regions = new Map(settings.cities.map((one) => [one.region, one.warm]))
  for (const [region, warm] of regions) {
    let drift = 0
    for (let at = 0; at < DAYS; at++) {
      const wall = (FIRST_DAY + at) * DAY
      const month = Number(dateText(wall).slice(5, 7)) - 1
      drift = drift * 0.7 + draws.normal() * 1.6
      const temperature = warm + (MONTH_WARMTH[month] ?? 0) * (26 - warm * 0.6) * 0.6 + drift
      files.write('signals', { date: dateText(wall), region, name: 'temperature_c', value: temperature.toFixed(1) })
      if (draws.chance(0.28)) {
        files.write('signals', {
          date: dateText(wall),
          region,
          name: 'rain_mm',
          value: draws.exponential(9).toFixed(1),
        })
      }
    }
  }
  for (const [currency, start] of RATES) {
    let rate = start
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      if (!dateText(day * DAY).endsWith('-01')) continue
      files.write('exchange_rates', {
        base: settings.shop.currency,
        currency,
        valid_from: dateText(day * DAY),
        rate: rate.toFixed(4),
      })
      rate *= 1 + draws.normal() * 0.008
    }
  }
}
