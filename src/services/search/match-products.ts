import type { PriceBand } from '../../compute/pricing/price-bands.ts'
import { findMatches, type Matches } from '../../compute/search/find-matches.ts'
import { readPriceWords, type PriceWish } from '../../compute/search/price-words.ts'
import { foldQuestion } from '../../llm/planner/text/fold-question.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import { toMajor } from '../../lib/money.ts'
import { isAvailable, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { priceBands } from './price-bands.ts'
import { shopIndex } from './shop-index.ts'

/** Longer queries are read so far. */
const READ_CHARACTERS = 1000

export interface MatchedProducts {
  readonly query: string
  readonly wish: PriceWish
  readonly words: Matches['words']
  readonly unread: boolean
  /** To be had now, in no order. */
  readonly available: readonly { readonly product: ShelfProduct; readonly text: number }[]
  readonly unavailable: readonly ShelfProduct[]
}

/**
 * Products that match a query and may be shown, and those that match and cannot be sold.
 *
 * @throws {InvalidInputError} when the query holds no word at all
 */
export function matchProducts(
  ctx: Pick<ServiceContext, 'store' | 'asOf' | 'shop'>,
  query: string,
  shelf: ReadonlyMap<string, ShelfProduct>,
  accepts: (product: ShelfProduct) => boolean = () => true,
): MatchedProducts {
  const folded = foldQuestion(query.slice(0, READ_CHARACTERS))
  if (!/[\p{L}\p{N}]/u.test(folded)) {
    throw new InvalidInputError(`'${query.slice(0, 40)}' holds no word to search for`, {
      field: 'query',
      hint: 'Name a product, a kind of product or a brand, such as "running shoes" or "跑鞋".',
    })
  }
  const wish = readPriceWords(folded)
  const matches = findMatches(shopIndex(ctx.store, ctx.asOf.until), wish.rest === '' ? folded : wish.rest)
  const fits = priceTest(wish, ctx.shop.currency, priceBands(shelf))
  const found = [...matches.scores].flatMap(([id, text]) => {
    const product = shelf.get(id)
    return product !== undefined && fits(product) && accepts(product) ? [{ product, text }] : []
  })
  return {
    query: folded,
    wish,
    words: matches.words,
    unread: matches.unread > 0 || query.length > READ_CHARACTERS,
    available: found.filter(({ product }) => isAvailable(product)),
    unavailable: found.filter(({ product }) => !isAvailable(product)).map(({ product }) => product),
  }
}

/** Amounts that are named are conditions; what nobody priced meets none. */
function priceTest(
  { atLeast, atMost, band }: PriceWish,
  currency: string,
  bandOf: (product: ShelfProduct) => PriceBand | null,
): (product: ShelfProduct) => boolean {
  return (product) => {
    const { priceMinor } = product
    const price = priceMinor === null ? null : toMajor(priceMinor, currency)
    if (atLeast !== null && (price === null || price < atLeast)) return false
    if (atMost !== null && (price === null || price > atMost)) return false
    return band === null || bandOf(product) === band
  }
}
