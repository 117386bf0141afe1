import { dateOfDay } from '../../../lib/time-zone.ts'
import { wordsOf, type EntityMark, type Mark, type PeriodMark } from '../marks/mark.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

/** Yearly events that campaigns are named after, as the reading of periods writes them. */
const YEARLY = /^(?:618|double_11)(?:_\d{4})?$/

interface Named {
  readonly value: string
  readonly mark: Mark
  /** For the order of editions: the first day of a yearly event. */
  readonly fromDay: number | null
}

const campaignOf = (mark: EntityMark): string | null =>
  mark.field === 'campaign' ? mark.value : (mark.also.find(({ field }) => field === 'campaign')?.value ?? null)

const isYearly = (mark: Mark): mark is PeriodMark =>
  mark.kind === 'period' && typeof mark.value === 'string' && YEARLY.test(mark.value)

/** The edition of a yearly event as campaigns are called: 618-2026, double11-2025. */
const editionOf = (mark: PeriodMark): string =>
  `${String(mark.value).startsWith('618') ? '618' : 'double11'}-${dateOfDay(mark.fromDay).slice(0, 4)}`

/** Campaigns that the question names, by name or by the yearly event that they belong to, in its order. */
function namedCampaigns(request: FillRequest): Named[] {
  return freeMarks(request).flatMap((mark): Named[] => {
    if (mark.kind === 'entity') {
      const value = campaignOf(mark)
      return value === null ? [] : [{ value, mark, fromDay: null }]
    }
    return isYearly(mark) ? [{ value: editionOf(mark), mark, fromDay: mark.fromDay }] : []
  })
}

/** The campaign that is asked about; of two editions of one, the later. */
export function readCampaign(request: FillRequest): string | null {
  const named = namedCampaigns(request)
  const [first, second] = named
  const chosen =
    request.tool.arguments.has('compare_with') &&
    first !== undefined &&
    second !== undefined &&
    isEarlier(first, second)
      ? second
      : first
  if (chosen !== undefined) request.used.add(chosen.mark)
  if (!request.tool.arguments.has('compare_with')) spendPeriods(request)
  return chosen?.value ?? null
}

/** "The June newsletter", 618 of 2026: a date beside a campaign says which one, and is no condition on its customers. */
function spendPeriods(request: FillRequest): void {
  if (request.tool.arguments.has('period')) return
  for (const mark of freeMarks(request)) if (mark.kind === 'period') request.used.add(mark)
}

const yearIn = (value: string): number => Number(/20\d\d/.exec(value)?.[0] ?? Number.NaN)

/** Whether one edition ran before the other. */
const isEarlier = (one: Named, other: Named): boolean =>
  one.fromDay !== null && other.fromDay !== null ? one.fromDay < other.fromDay : yearIn(one.value) < yearIn(other.value)

const YEAR_BEFORE = /\b(?:last year|year before|a year (?:ago|earlier)|year on year|yoy)\b|去年|上一?年|同比/
const OTHER_EDITION =
  /\b(?:last year|year before|previous (?:edition|year|one|campaign)|a year (?:ago|earlier)|year on year|yoy)\b|去年|上一?届|上一?年|同比|上次/
const COMPARING = /\b(?:vs\.?|versus|against|than|compared?|comparison|relative to)\b|比|相较|对比|同比/

/** What it is compared with: another campaign that is named, or its edition before. */
export function readOtherCampaign(request: FillRequest, args: Arguments): string | null {
  if (!request.tool.arguments.has('campaign')) return null
  const other = namedCampaigns(request).find(({ value }) => value !== args['campaign'])
  if (other !== undefined) request.used.add(other.mark)
  spendPeriods(request)
  if (other !== undefined) return other.value
  if (!COMPARING.test(request.text) || !OTHER_EDITION.test(request.text)) return null
  for (const { mark } of wordsOf(freeMarks(request), 'compare')) request.used.add(mark)
  const year = yearIn(String(args['campaign']))
  return Number.isNaN(year) || !YEAR_BEFORE.test(request.text)
    ? 'previous'
    : String(args['campaign']).replace(String(year), String(year - 1))
}

const OUTCOMES: readonly (readonly [RegExp, string])[] = [
  [/\bunsubscri\w+|退订/, 'unsubscribe_rate'],
  [/\b(?:day[- ]?(?:one|1)|1[- ]day|next[- ]day) retention|次日留存|(?:一|1)[天日]留存/, 'retention_1'],
  [/\b(?:day[- ]?30|30[- ]day|thirty[- ]day|monthly) retention|(?:三十|30)[天日]留存|次月留存/, 'retention_30'],
  [/\bretention|\bcom(?:e|ing) back\b|\bcame back\b|\bstay(?:ed)?\b|留存|留下/, 'retention_7'],
  [/\bopen(?:s|ed|ing|ings)?\b|打开/, 'open_rate'],
  [/\bclick(?:s|ed|ing)?\b|\bctr\b|点击/, 'click_rate'],
  [/\bvisit(?:s|ed|ing|ors?)?\b|到访|访问|来访/, 'visit_rate'],
  [/\b(?:revenue|spend(?:ing)?|sales|turnover|money)\b|收入|销售额|消费|金额|营收/, 'revenue'],
  [/\b(?:conver(?:t|ts|ted|sions?)|orders?|ordered|purchases?|bought|buy)\b|转化|下单|购买|成交/, 'conversion'],
]

/** What an experiment or a treatment is judged on, when the words say so. */
export function readOutcome(request: FillRequest, argument: 'metric' | 'outcome'): string | null {
  const [, value] =
    OUTCOMES.find(([pattern, word]) => allows(request.tool, argument, word) && pattern.test(request.text)) ?? []
  if (value === undefined) return null
  for (const { mark } of wordsOf(freeMarks(request), 'metrics')) request.used.add(mark)
  return value
}
