import { completion } from '../../compute/search/complete-prefix.ts'
import { foldQuestion } from '../../llm/planner/text/fold-question.ts'
import { InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { readOwnMoves } from '../../store/queries/events/read-moves.ts'
import { refusesProfiling } from '../../store/queries/recommend/read-profiling-refusals.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { NotPersonal } from '../recommend/recommendation.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { suggestDefinitions } from './definitions.ts'
import { matchProducts } from './match-products.ts'
import { presentSuggestions } from './present-suggestions.ts'
import { queryPhrases, type PhraseSource, type QueryPhrase } from './query-phrases.ts'

export interface SuggestQueriesInput {
  readonly prefix: string
  readonly customer_id?: string | undefined
  readonly k?: number | undefined
}

export interface SuggestedQuery {
  readonly query: string
  readonly source: PhraseSource
  /** Searches of everybody for it. */
  readonly searches: number
  /** Products in stock that it finds. */
  readonly products: number
  /** Whether this customer searched for it before. */
  readonly own: boolean
  /** Purchases and looks of the customer among the kinds that it finds. */
  readonly own_touches: number
  readonly score: number
}

export interface SuggestQueriesData {
  readonly prefix: string
  readonly suggestions: readonly SuggestedQuery[]
  /** The order that everybody gets. */
  readonly neutral: readonly string[]
  /** Completions that would find nothing in stock, left out. */
  readonly left_out: number
  readonly personalised: boolean
  readonly not_personal: NotPersonal | null
}

const LISTED = 8
/** Completions that are searched for, to see what they find. */
const MOST_TRIED = 60
const SOURCE_WORTH: Readonly<Record<PhraseSource, number>> = { searched: 1, catalogue: 0.7, product: 0.3 }
/** What an own earlier search, and an own kind of thing, add. */
const OWN_SEARCH = 1
const OWN_KIND = 0.5
const LATEST_MOVES = 500
const TURNS_TO = new Set(['purchase', 'product_view', 'add_to_cart', 'favourite'])

/** Queries that what was typed so far may become; each finds something in stock. */
export function suggestQueries({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: SuggestQueriesInput
}): ServiceResult<SuggestQueriesData> {
  const { store, asOf, language } = ctx
  const customerId = input.customer_id?.trim() ?? null
  authorise(ctx, 'read:catalogue')
  if (customerId !== null) authorise(ctx, 'read:predictions', { customerId })
  if (customerId !== null && !readCustomerExists(store, customerId, asOf.until)) {
    throw new NotFoundError('customer', customerId, { hint: 'Take the id from find_customers.' })
  }
  const prefix = foldQuestion(input.prefix).slice(0, 100)
  if (!/[\p{L}\p{N}]/u.test(prefix)) {
    throw new InvalidInputError(`'${input.prefix.slice(0, 40)}' holds no letter to go on from`, {
      field: 'prefix',
      hint: 'Give what was typed so far, "run" or "跑" for example.',
    })
  }
  const k = input.k ?? LISTED
  const shelf = readShelf(store, asOf.until)
  const phrases = queryPhrases(ctx, shelf)
  const own = ownWords(ctx, customerId, shelf)
  const likely = phrases
    .map((phrase) => ({ phrase, worth: completion(prefix, phrase) * worthOf(phrase) }))
    .filter(({ worth }) => worth > 0)
    .toSorted((a, b) => b.worth - a.worth || (a.phrase.phrase < b.phrase.phrase ? -1 : 1))
    .slice(0, Math.max(MOST_TRIED, 2 * k))
  const tried = likely.map(({ phrase, worth }) => ({ ...tryPhrase(ctx, phrase, shelf, own), worth }))
  const fruitful = tried.filter(({ products }) => products > 0)
  const suggestions = fruitful
    .map(({ worth, ...one }): SuggestedQuery => {
      const liking = own === null ? 0 : one.own_touches / (own.touches + 2)
      return { ...one, score: worth * (1 + OWN_SEARCH * Number(one.own) + OWN_KIND * liking) }
    })
    .toSorted((a, b) => b.score - a.score || (a.query < b.query ? -1 : 1))
    .slice(0, k)
  const data: SuggestQueriesData = {
    prefix,
    suggestions,
    neutral: fruitful.slice(0, k).map(({ query }) => query),
    left_out: tried.length - fruitful.length,
    personalised: own !== null && own.touches + own.queries.size > 0,
    not_personal: notPersonal(ctx, customerId, own),
  }
  return {
    data,
    ...presentSuggestions(ctx, data, customerId),
    evidence: {
      period: null,
      population:
        customerId === null
          ? say(ctx, 'all customers', '全部客户')
          : say(ctx, `customer ${customerId}`, `客户 ${customerId}`),
      rows_used: phrases.length,
      rows_left_out: { nothing_in_stock: data.left_out },
      definition: suggestDefinitions[language],
      method: say(
        ctx,
        'beginnings of phrases, their words, pinyin and initials; counted searches, own searches and kinds',
        '短语及其字词、拼音和首字母的前缀；搜索次数、个人搜索和商品种类',
      ),
      model: null,
      sql: [],
    },
  }
}

const worthOf = ({ source, searches }: QueryPhrase): number => SOURCE_WORTH[source] * (1 + Math.log1p(searches))

interface OwnWords {
  readonly queries: ReadonlySet<string>
  readonly kinds: ReadonlyMap<string, number>
  readonly touches: number
}

/** What the customer searched for and turned to; null where it may not be used. */
function ownWords(
  { store, asOf }: ServiceContext,
  customerId: string | null,
  shelf: ReadonlyMap<string, ShelfProduct>,
): OwnWords | null {
  if (customerId === null || refusesProfiling(store, customerId, asOf.until)) return null
  const moves = readOwnMoves(store, customerId, asOf.until, LATEST_MOVES)
  const kinds = new Map<string, number>()
  let touches = 0
  for (const { name, productId } of moves) {
    const kind = TURNS_TO.has(name) ? kindOf(shelf.get(productId ?? '')) : null
    if (kind === null) continue
    touches += 1
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const queries = moves.flatMap(({ name, query }) => (name === 'search' && query !== null ? [foldQuestion(query)] : []))
  return { queries: new Set(queries), kinds, touches }
}

const kindOf = (product: ShelfProduct | undefined): string | null => product?.subcategory ?? product?.category ?? null

function tryPhrase(
  ctx: ServiceContext,
  { phrase, source, searches }: QueryPhrase,
  shelf: ReadonlyMap<string, ShelfProduct>,
  own: OwnWords | null,
): Omit<SuggestedQuery, 'score'> {
  const { available, words } = matchProducts(ctx, phrase, shelf)
  // A completion stands for what it says: words that had to be passed over are no find.
  const found = words.some(({ dropped }) => dropped) ? [] : available
  const kinds = new Set(found.map(({ product }) => kindOf(product)))
  return {
    query: phrase,
    source,
    searches,
    products: found.length,
    own: own?.queries.has(phrase) ?? false,
    own_touches: [...kinds].reduce((sum, kind) => sum + (own?.kinds.get(kind ?? '') ?? 0), 0),
  }
}

function notPersonal(
  { store, asOf }: ServiceContext,
  customerId: string | null,
  own: OwnWords | null,
): NotPersonal | null {
  if (customerId === null) return 'nobody_named'
  if (own === null) return refusesProfiling(store, customerId, asOf.until) ? 'profiling_refused' : 'no_history'
  return own.touches + own.queries.size > 0 ? null : 'no_history'
}
