import { readHorizonDays, readMonths } from './fill-horizon.ts'
import { readGrain } from './fill-grouping.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

const DAYS_PER_WEEK = 7
const WEEKS_PER_YEAR = 52
/** "an 8-week forecast", 8周预测: so many weeks without a word that says "ahead". */
const BARE_WEEKS = /\b(\d{1,2})[\s-]weeks?\b|(\d{1,2})\s?(?:个)?(?:周|星期)/

/** "the next 8 weeks", 未来两个月: how many weeks ahead are asked about; null when none are named. */
export function readWeeks(request: FillRequest): number | null {
  const weeks = weeksNamed(request)
  if (weeks === null || weeks < 1) return null
  for (const mark of freeMarks(request)) {
    const counts = /^\s*-?(?:weeks?|months?|days?|quarters?|个?(?:周|星期|月|季度|天|日))/.test(
      request.text.slice(mark.end, mark.end + 10),
    )
    if (mark.kind === 'period' || (mark.kind === 'number' && counts)) request.used.add(mark)
  }
  return Math.min(WEEKS_PER_YEAR, weeks)
}

function weeksNamed(request: FillRequest): number | null {
  const days = readHorizonDays(request)
  if (days !== null) return Math.round(days / DAYS_PER_WEEK)
  const months = readMonths(request)
  if (months !== null) return Math.round((months * WEEKS_PER_YEAR) / 12)
  const bare = BARE_WEEKS.exec(request.text)
  return bare === null ? null : Number(bare[1] ?? bare[2])
}

const UNITS =
  /\b(?:units?|pieces?|items?|quantit(?:y|ies)|volumes?|demand|how many(?! (?:euros?|dollars?|yuan))|stock|run(?:s|ning)? out|sell out)\b|销量|件|多少个|需求|断货|库存|卖完/
const MONEY = /\b(?:revenue|sales|turnover|income|takings|money)\b|销售额|收入|营收|营业额/

/** Units or money: the word that the question uses. */
export function readMeasure(request: FillRequest): string | null {
  const measure = UNITS.test(request.text) ? 'units' : MONEY.test(request.text) ? 'revenue' : null
  if (measure === null || !allows(request.tool, 'measure', measure)) return null
  for (const mark of freeMarks(request)) {
    if (
      mark.kind === 'word' &&
      mark.meanings.some(({ group, value }) => group === 'metrics' && /units|revenue/.test(value))
    )
      request.used.add(mark)
  }
  return measure
}

const WHOLE =
  /\b(?:total|overall|altogether|whole (?:shop|store|business)|entire (?:shop|store|business)|all products|shop-wide|company)\b|全店|总(?:体|共|计)?(?:的)?(?:销|收|营|需)|整体|全部商品|整个店/

/** The whole shop: said so, or a stretch ahead is named and nothing narrower. */
export function readTotal(request: FillRequest, args: Arguments): true | null {
  if (args['product_id'] !== undefined || args['category'] !== undefined) return null
  const named = WHOLE.test(request.text)
  if (!named && args['weeks'] === undefined) return null
  if (!named) request.assumed.add('whole_shop')
  return true
}

/** A grain that the tool knows. */
export function readAllowedGrain(request: FillRequest): string | null {
  const grain = readGrain(request)
  return grain !== null && allows(request.tool, 'grain', grain) ? grain : null
}
