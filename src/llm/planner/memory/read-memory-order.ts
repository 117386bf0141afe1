import type { Filter } from '../../../lib/filters.ts'
import type { DefinedTerm, MemoryEffect, MemoryOrder } from '../../../lib/memory.ts'
import type { PeriodFrame } from '../../../lib/periods.ts'
import type { PlannerKnowledge } from '../knowledge.ts'
import { findMarks } from '../marks/find-marks.ts'
import { preparePlanner } from '../prepare-planner.ts'
import { foldQuestion } from '../text/fold-question.ts'
import { readChineseNumber } from '../text/read-number.ts'

const REMEMBER =
  /^(?:please |kindly )?(?:remember(?: that|:|,)?|from now on,?|keep in mind(?: that)?,?|always|by default,?) +(\S.+)$|^(?:请|麻烦)?(?:帮我|你)?(?:记住|记一下|记下来?|以后(?:都|请|一律|就)?|从现在(?:开始|起)|今后(?:都|请)?|默认)[,:， ]*(\S.+)$/
const LATER = /^(?:please )?(\S.+?),? from now on[.!]?$/
const LIST =
  /\bwhat (?:do|did|have) you (?:remember(?:ed)?|kept?|know)\b.{0,12}\b(?:me|mind|i asked|i told)\b|^(?:show|list) (?:me )?(?:my|your) (?:preferences|memory|memories)[.?]?$|^what do you remember\?*$|^你?(?:都|还|现在)?(?:记住|记得|记下)了?(?:关于)?我?的?(?:哪些|什么|些什么)(?:偏好|事情?|东西)?[?。]*$|^我让你记住了?(?:哪些|什么)[?。]*$/
const FORGET =
  /^(?:please )?forget (that|it|this|everything|all(?: of (?:it|that))?|(?:what i (?:said|asked|told you)|my (?:preference|definition|setting|rule)s?)(?: about| on| for)? ?(.*?))[.!]*$|^(?:请|你)?(?:忘掉|忘了|忘记|别再?记|不用再?记)(这个|那个|这条|那条|它|吧|所有的?|全部|一切|我的(?:偏好|定义|设置)|我(?:说|要求)的(.*?))(?:吧|了)?[.。!]*$/
const EVERYTHING = /^(?:everything|all|所有|全部|一切)/

const TERMS: readonly (readonly [DefinedTerm, RegExp])[] = [
  ['active', /\bactive\b|活跃/],
  ['lapsed', /\b(?:lapsed|churned|lost|gone|inactive)\b|流失|沉默|不活跃/],
  ['new', /\bnew\b|新(?:客|顾客|用户)/],
]
const DEFINES =
  /\b(?:call|count|treat|consider|regard|define|means?|is|are|when|if)\b|算|视为|叫|当作|定义|指|才是|看作/
const DAYS = /(\d+|[一二两三四五六七八九十百]+) ?(?:-)?(days?|weeks?|months?|天|日|周|个月)/
const DAYS_EACH: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, 天: 1, 日: 1, 周: 7, 个: 30 }
const WHOLE_MONEY =
  /\b(?:without|no|drop(?: the)?|hide(?: the)?) (?:cents|pennies|pence|decimals?)\b|\bwhole (?:yuan|dollars|euros|pounds|amounts?)\b|(?:不要|不带|不显示|去掉|没有|别带)(?:小数|角分|分)|(?:金额|钱数?).{0,6}(?:取整|整数|精确到元)/
const IN_LANGUAGE =
  /\b(?:answer|reply|respond|speak|write)\b.{0,12}\bin (english|chinese)\b|用(英文|英语|中文)(?:来)?(?:回答|回复|说|写)?/
const ONLY = /\b(?:only|just)\b|\b(?:care about|interested in|focus on|look after)\b|只|仅|专注|负责/
/** Fields that a scope may name: what groups orders and customers, and no person's traits. */
const SCOPES: ReadonlySet<string> = new Set([
  'region',
  'city',
  'country',
  'category',
  'brand',
  'channel',
  'source',
  'device',
])

/**
 * What a user asks to be kept in mind, listed or dropped; null for a question. By rule, on the user's own words alone, so that
 * nothing that a model reads can write here.
 */
export function readMemoryOrder(question: string, knowledge: PlannerKnowledge, frame: PeriodFrame): MemoryOrder | null {
  const said = question.trim()
  const text = foldQuestion(said).trim()
  if (LIST.test(text)) return { kind: 'list' }
  const forget = FORGET.exec(text)
  if (forget !== null) {
    const [, english, aboutEnglish, chinese, aboutChinese] = forget
    const object = english ?? chinese ?? ''
    return { kind: 'forget', about: EVERYTHING.test(object) ? 'all' : (aboutEnglish ?? aboutChinese ?? '').trim() }
  }
  const found = REMEMBER.exec(text) ?? LATER.exec(text)
  if (found === null || /[?？]$|吗[。]?$/.test(text)) return null
  const wish = found[1] ?? found[2] ?? ''
  // "Make SKU-8841 cost 139 from now on" is to be done, not kept in mind.
  if (/\b[a-z]+-\d+\b/.test(wish)) return null
  return { kind: 'remember', words: said, effect: effectOf(wish, knowledge, frame) }
}

function effectOf(wish: string, knowledge: PlannerKnowledge, frame: PeriodFrame): MemoryEffect {
  if (WHOLE_MONEY.test(wish)) return { kind: 'money', whole: true }
  const language = IN_LANGUAGE.exec(wish)
  if (language !== null) {
    return { kind: 'language', language: /english|英/.test(language[1] ?? language[2] ?? '') ? 'en' : 'zh' }
  }
  const days = daysIn(wish)
  const [term] = TERMS.find(([, words]) => words.test(wish)) ?? []
  if (term !== undefined && days !== null && DEFINES.test(wish)) return { kind: 'definition', term, days }
  const filter = ONLY.test(wish) ? scopeIn(wish, knowledge, frame) : null
  return filter === null ? { kind: 'note' } : { kind: 'scope', filter }
}

function daysIn(wish: string): number | null {
  const [, count = '', unit = ''] = DAYS.exec(wish) ?? []
  const number = /^\d+$/.test(count) ? Number(count) : readChineseNumber(count)
  const each = DAYS_EACH[unit[0] ?? '']
  return number === null || each === undefined || number < 1 ? null : number * each
}

/** The one field that the wish names, with its values. */
function scopeIn(wish: string, knowledge: PlannerKnowledge, frame: PeriodFrame): Filter | null {
  const named = findMarks(wish, frame, preparePlanner(knowledge).indexes).flatMap((mark) =>
    mark.kind === 'entity' && SCOPES.has(mark.field) ? [{ field: mark.field, value: mark.value }] : [],
  )
  const [first] = named
  if (first === undefined || named.some(({ field }) => field !== first.field)) return null
  const field = first.field as Filter['field']
  const values = [...new Set(named.map(({ value }) => value))]
  return values.length === 1 ? { field, op: 'eq', value: first.value } : { field, op: 'in', value: values }
}
