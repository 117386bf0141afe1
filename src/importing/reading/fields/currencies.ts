/** ISO 4217 codes that the runtime knows. */
const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

const NAMES: Readonly<Record<string, string>> = {
  RMB: 'CNY',
  CNH: 'CNY',
  人民币: 'CNY',
  元: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  港币: 'HKD',
  港元: 'HKD',
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  R$: 'BRL',
  HK$: 'HKD',
  US$: 'USD',
  NT$: 'TWD',
  A$: 'AUD',
  C$: 'CAD',
}
const DOLLARS: ReadonlySet<string> = new Set('USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS BRL'.split(' '))
const YUAN_OR_YEN: ReadonlySet<string> = new Set(['CNY', 'JPY'])

/**
 * The ISO 4217 code of a code, name or sign. A bare `$` or `¥` is the shop's own currency when that is written so, else
 * `$` is USD and `¥` is nobody's (yuan and yen differ twentyfold).
 *
 * @returns null when the word names no known currency
 */
export function parseCurrency(cell: string, shopCurrency: string): string | null {
  const word = cell.normalize('NFKC').trim().toUpperCase()
  if (word.length === 3 && KNOWN.has(word)) return word
  const named = NAMES[word]
  if (named !== undefined) return named
  if (word === '$') return DOLLARS.has(shopCurrency) ? shopCurrency : 'USD'
  if (word === '¥') return YUAN_OR_YEN.has(shopCurrency) ? shopCurrency : null
  return null
}
