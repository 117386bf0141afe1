import { readChineseNumber, readEnglishNumber } from '../text/read-number.ts'
import { readHorizonDays } from './fill-horizon.ts'
import { readLimit } from './fill-ranking.ts'
import type { EntityMark } from '../marks/mark.ts'
import { compareNumber } from './conditions.ts'
import { isNegated } from './fill-filters.ts'
import { freeMarks, type FillRequest } from './request.ts'

type Wording = readonly (readonly [value: string, words: RegExp])[]

/** Words that say which kind of list is wanted; the first that fits is taken. */
const STRATEGIES: Wording = [
  [
    'similar',
    /\b(?:similar|alternatives?|substitutes?|replace(?:s|ment)?|stand in for|instead of|looks? like)\b|相似|类似|替代|代替|替换|平替/,
  ],
  ['complement', /\b(?:complements?|complementary|accessor(?:y|ies)|goes? (?:well )?with)\b|搭配|配件|互补/],
  ['bundle', /\b(?:bundles?|combos?)\b|套装|套餐|组合/],
  [
    'repurchase',
    /\b(?:buy|order|purchase) again\b|\b(?:refills?|reorder|repurchase|replenish\w*)\b|再买|复购|补货|回购/,
  ],
  ['new', /\b(?:new (?:products?|arrivals?|items?|in)|newest products?|just arrived)\b|新品|上新|新到/],
  ['trending', /\b(?:trending|on the rise|rising|hot right now|taking off)\b|走红|上升|趋势|流行|爆款/],
  ['popular', /\b(?:popular|bestsell\w+|best[- ]sell\w+|everybody buys|everyone buys)\b|热门|畅销|热销|大家都/],
]

const MORE =
  /\b(?:more|higher|greater|max\w*|very)\s+(?:\w+\s+)?(?:varied|variety|diverse|diversity|different|mixed)\b|\b(?:diversify|mix (?:it|them) up|vary)\b|更?多样|丰富|不要太单一|别太(?:像|单一)|多(?:几|点|一点)种/
const LESS =
  /\b(?:less (?:varied|diverse|variety)|lower diversity|closer to (?:her|his|their) taste|more focus\w*)\b|不用(?:那么)?多样|更贴近|少一点多样|更集中/

const KNOWN =
  /\b(?:nothing|not|no|without|except|exclude|excluding|skip|leave out|n't)\b[^.?!,]{0,40}\b(?:bought|owns?|has|have|purchased|purchases|ordered|got)\b|\b(?:does not|doesn't) have yet\b|(?:不要|排除|去掉|除了|别)[^,。?]{0,8}(?:买过|已购|已买)|(?:买过|已购|已经买)[^,。?]{0,6}(?:不要|除外|排除)|还没有的|没买过/

const EXPLAIN = /\b(?:explain|why|reason|how come)\b|解释|为什么|为何|理由|原因/
const ENGLISH_PLACE = /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))\b/
const CHINESE_PLACE = /第\s?([一二两三四五六七八九十]+|\d{1,3})\s?(?:个|件|款|项|条|位|名)?/
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const COMMON =
  /\b(?:non[- ]?personali[sz]ed|not personali[sz]ed|without (?:using )?(?:her|his|their|any|the)? ?(?:personal )?(?:history|data|profile|profiling)|same for every(?:body|one))\b|\b(?:opt(?:ed|s)?[ -]out|refus\w+|declin\w+|withdr[ae]w\w*|without|no|not? (?:want|agree|consent)\w*)\b[^.?!,]{0,30}\b(?:profil\w+|personali[sz]\w+|tracking|tracked)\b|非个性化|不用[^,。]{0,4}(?:历史|数据|画像)|不(?:要|想|愿意?|同意|允许|接受)?(?:被)?(?:个性化|画像|追踪)|(?:拒绝|退出|关闭|关掉|撤回|没有?同意|未同意)[^,。]{0,4}(?:个性化|画像|追踪)/
const ARTICLES = /\b(?:articles?|guides?|blog posts?|help pages?|content)\b|文章|指南|内容/

const firstOf = (wording: Wording, text: string): string | null =>
  wording.find(([, words]) => words.test(text))?.[0] ?? null

/** "alternatives to", 走红的: the strategy that the words name; null when none is. */
export const readStrategy = ({ text }: Pick<FillRequest, 'text'>): string | null => firstOf(STRATEGIES, text)

/** "more varied", 多样一些: how varied a list is wanted. */
export const readDiversity = ({ text }: Pick<FillRequest, 'text'>): 'low' | 'high' | null =>
  LESS.test(text) ? 'low' : MORE.test(text) ? 'high' : null

/** "nothing she already bought": what must not be in the list. */
export const readExclusions = ({ text }: Pick<FillRequest, 'text'>): readonly string[] | null =>
  KNOWN.test(text) ? ['purchased'] : null

/** "not personalised": false when the list for everybody is asked for; null otherwise. */
export const readPersonalised = ({ text }: Pick<FillRequest, 'text'>): false | null =>
  COMMON.test(text) ? false : null

/** "which articles": whether articles are meant, not products. */
export const readItemKind = ({ text }: Pick<FillRequest, 'text'>): 'article' | null =>
  ARTICLES.test(text) ? 'article' : null

/** "explain the third one", 为什么推荐第二个: the place whose reason is asked for. */
export function readExplainedPlace(request: FillRequest): number | null {
  const { text } = request
  if (!EXPLAIN.test(text)) return null
  const english = ENGLISH_PLACE.exec(text)?.[1]
  if (english !== undefined) {
    const place = ORDINALS.indexOf(english)
    return place >= 0 ? place + 1 : Number.parseInt(english, 10)
  }
  const chinese = CHINESE_PLACE.exec(text)
  if (chinese === null) return null
  for (const mark of freeMarks(request)) {
    if (mark.kind === 'number' && mark.start >= chinese.index && mark.end <= chinese.index + chinese[0].length)
      request.used.add(mark)
  }
  const place = readChineseNumber(chinese[1] ?? '')
  return place !== null && Number.isInteger(place) && place >= 1 ? place : null
}

const LIST_SIZE =
  /\b(?:top|best|first|give me|show|recommend|suggest|list)\s+(?:me\s+|the\s+)?(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b(?!\s*(?:days?|weeks?|months?))|\b(\d{1,3})\s+(?:\w+\s+)?(?:ideas?|suggestions?|picks?|recommendations?|products?|items?|things?)\b|(\d{1,3}|[两三四五六七八九十]+)\s?(?:个|件|款|种|样)(?:商品|产品|推荐)?/

/** "top 3 products", 五件商品: how long the list is to be; "why the first one" names a place in it, not its length. */
export function readListSize(request: FillRequest, explained: boolean): number | null {
  if (explained) return null
  const named = readLimit(request)
  if (named !== null) return named
  const found = LIST_SIZE.exec(request.text)
  if (found === null || /第\s?$/.test(request.text.slice(0, found.index))) return null
  const english = found[1] ?? found[2]
  const size = english === undefined ? readChineseNumber(found[3] ?? '') : readEnglishNumber(english)
  return size !== null && Number.isInteger(size) && size >= 1 ? size : null
}

const THIS_WEEK = /\bthis week\b|本周|这周/

/** "in the next two weeks", 未来14天: the days in which something falls due; null when none are named. */
export function readWindow(request: FillRequest): number | null {
  for (const mark of freeMarks(request)) if (mark.kind === 'period') request.used.add(mark)
  return readHorizonDays(request) ?? (THIS_WEEK.test(request.text) ? 7 : null)
}

/** "Drop the coffee": of a list, and at its head only, since sales drop too. */
const LEAVES_OUT =
  /^(?:and |but |please |now )*(?:drop|skip|remove|cut|forget|take out|get rid of)(?: the| all| any)?\s*$/

/** "No electronics", 不要护肤品: the category that is kept out of a list. */
export function readLeftCategory(request: FillRequest): string | null {
  const left = freeMarks(request).find(
    (mark): mark is EntityMark =>
      mark.kind === 'entity' &&
      mark.field === 'category' &&
      (isNegated(request, mark) || LEAVES_OUT.test(request.text.slice(0, mark.start))),
  )
  if (left === undefined) return null
  request.used.add(left)
  return left.value
}

/** "Under 300", 500块以内: the highest price that is asked for; null without a bound from above. */
export function readMaxPrice(request: FillRequest): number | null {
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || mark.unit === 'ratio' || mark.value <= 0) continue
    const comparison = compareNumber(request, mark)
    if (comparison === null || (comparison.op !== 'lt' && comparison.op !== 'lte')) continue
    for (const one of [mark, ...comparison.marks]) request.used.add(one)
    return mark.value
  }
  return null
}
