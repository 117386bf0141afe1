import type { NumberMark } from '../marks/mark.ts'
import { readChineseNumber } from '../text/read-number.ts'
import { lastCall } from '../turn/thread-state.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'

const LOWER =
  /\b(?:lower\w*|cut\w*|reduc\w*|cheaper|less|off|discount\w*|drop\w*|decreas\w*|f[ae]ll\w*|minus|down|mark(?:ed)? down)\b|降|低|便宜|减|打折|下调|少/
const HIGHER =
  /\b(?:rais\w*|increas\w*|higher|more|dearer|expensive|plus|up|rise|rose|mark(?:ed)? up)\b|涨|高|提价|上调|贵|加价|多/
/** 打九折 = ten per cent less, 85折 = fifteen. */
const ZHE = /打?([一二三四五六七八九]|\d(?:\.\d)?|\d\d)([一二三四五六七八九])?折/

const isPriceTool = ({ tool }: FillRequest): boolean => tool.arguments.has('change') && tool.arguments.has('price')

const ratioMark = (request: FillRequest): NumberMark | undefined =>
  freeMarks(request).find((mark): mark is NumberMark => mark.kind === 'number' && mark.unit === 'ratio')

/** "cut by 10 %", 涨价一成, 打九折: the change of a price as a ratio; null when none is named. */
export function readPriceChange(request: FillRequest): number | null {
  if (!isPriceTool(request)) return null
  const zhe = ZHE.exec(request.text)
  if (zhe !== null) {
    takeWithin(request, zhe.index, zhe.index + zhe[0].length)
    const first = readChineseNumber(zhe[1] ?? '') ?? Number(zhe[1])
    const tenths = first >= 10 ? first / 10 : first + (readChineseNumber(zhe[2] ?? '') ?? 0) / 10
    return Number((tenths / 10 - 1).toPrecision(6))
  }
  const mark = ratioMark(request)
  const written = mark === undefined ? wordedShare(request.text) : null
  const share = mark?.value ?? written
  if (share === null || share <= 0) return null
  const isLower = sideOf(request.text, mark?.start ?? 0) ?? sideBefore(request)
  if (isLower === null || (isLower && share >= 1)) return null
  if (mark !== undefined) request.used.add(mark)
  return isLower ? -share : share
}

/** Whether less or more is meant: the word nearest to the number decides. */
function sideOf(text: string, at: number): boolean | null {
  const nearest = (pattern: RegExp): number =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...[...text.matchAll(new RegExp(pattern.source, 'g'))].map(({ index }) => Math.abs(index - at)),
    )
  const lower = nearest(LOWER)
  const higher = nearest(HIGHER)
  return lower === higher ? null : lower < higher
}

/** "And 20 %?" after a cut is a cut too. */
function sideBefore({ thread, tool }: FillRequest): boolean | null {
  const last = lastCall(thread)
  const change = last?.tool === tool.name ? last.args['change'] : undefined
  return typeof change === 'number' && change !== 0 ? change < 0 : null
}

const WORDS: Readonly<Record<string, number>> = {
  five: 0.05,
  ten: 0.1,
  fifteen: 0.15,
  twenty: 0.2,
  thirty: 0.3,
  fifty: 0.5,
}
const WORDED = /\b(five|ten|fifteen|twenty|thirty|fifty) per ?cent\b/

const wordedShare = (text: string): number | null => {
  const found = WORDED.exec(text)
  return found === null ? null : (WORDS[found[1] ?? ''] ?? null)
}

const NEW_PRICE =
  /(?:\b(?:to|at|for|price of|cost(?:s|ed)?|charge[ds]?)\s+(?:a price of\s+)?|(?:卖|改成|改为|定为|定价|降到|涨到|调到|调成)\s?)[¥$€£]?\s?(\d+(?:\.\d+)?)(?!\s?(?:%|per ?cent|weeks?|days?|months?|周|天|个|件))/

/** "at 199", 卖99元: the new price in major units; null when a change is named or nothing is. */
export function readNewPrice(request: FillRequest, args: Arguments): number | null {
  if (!isPriceTool(request) || args['change'] !== undefined) return null
  const money = freeMarks(request).find(
    (mark): mark is NumberMark => mark.kind === 'number' && mark.unit === 'money' && mark.value > 0,
  )
  // "by 3 yuan" moves a price by so much and is no price.
  if (money !== undefined && !/\bby\s*$|[降涨贵便宜加减]了?$/.test(request.text.slice(0, money.start))) {
    request.used.add(money)
    return money.value
  }
  const found = NEW_PRICE.exec(request.text)
  if (found === null) return null
  takeWithin(request, found.index, found.index + found[0].length)
  return Number(found[1])
}

function takeWithin(request: FillRequest, start: number, end: number): void {
  for (const mark of freeMarks(request)) {
    if (mark.kind === 'number' && mark.start < end && mark.end > start) request.used.add(mark)
  }
}
