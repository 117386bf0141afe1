import { addGrains, startOfGrain } from '../../../lib/periods.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import { readChineseNumber } from '../text/read-number.ts'
import { days, halfYear, latestBegun, pad, toDate, yearOf, type PeriodRule } from './calendar.ts'

const NUMBER = '\\d{1,4}|[一二两三四五六七八九十百]{1,4}'
const YEAR = '(?:(?<year>(?:19|20)\\d{2})年?|(?<relative>今年|去年|前年|上一年|本年))'
const GRAINS: Readonly<Record<string, 'day' | 'week' | 'month' | 'quarter' | 'year'>> = {
  天: 'day',
  日: 'day',
  周: 'week',
  星期: 'week',
  礼拜: 'week',
  个月: 'month',
  月: 'month',
  季度: 'quarter',
  季: 'quarter',
  年: 'year',
}

const number = (text: string | undefined): number => readChineseNumber(text ?? '') ?? 0
const yearFrom = (groups: Readonly<Record<string, string | undefined>>, asOfDay: number): number | undefined => {
  if (groups['year'] !== undefined) return Number(groups['year'])
  if (groups['relative'] === undefined) return undefined
  const back = { 今年: 0, 本年: 0, 去年: 1, 上一年: 1, 前年: 2 }[groups['relative']] ?? 0
  return yearOf(asOfDay) - back
}
const rule = (pattern: string, read: PeriodRule['read']): PeriodRule => ({ pattern: new RegExp(pattern, 'g'), read })

/** Periods in folded Chinese text; each answers with a name of periods.ts or with half-open dates. */
export const CHINESE_PERIOD_RULES: readonly PeriodRule[] = [
  rule('今天|今日|当天', () => 'today'),
  rule('昨天|昨日', () => 'yesterday'),
  rule('前天', (_groups, frame) => dateOfDay(frame.asOfDay - 1)),
  rule(
    `(?:最近|近|过去|过往|前)的?(?<count>${NUMBER})个?(?<grain>小时|天|日|周|星期|礼拜|月|季度|季|年)(?!份|的前)`,
    (groups) => {
      const count = number(groups['count'])
      if (count < 1 || (count === 1 && groups['grain'] === '年')) return null
      if (groups['grain'] === '小时') return `last_${Math.ceil(count / 24)}_days`
      const grain = GRAINS[groups['grain'] ?? '']
      return grain === undefined ? null : `last_${count}_${grain}s`
    },
  ),
  rule('(?:最近|近|过去|这)半年', () => 'past_half_year'),
  rule('(?:最近|近|过去)(?:一|1)年', () => 'last_12_months'),
  rule('(?:最近|近|过去)一个月', () => 'last_month'),
  rule(
    '(?<which>这|本|当|上|上上)(?:一|1)?个?(?<grain>周|星期|礼拜|月|季度|季)(?!度?的?(?:会员|大促))',
    (groups, frame) => {
      const grain = GRAINS[groups['grain'] ?? '']
      if (grain === undefined) return null
      if (groups['which'] === '上上') {
        const end = addGrains(startOfGrain(frame.asOfDay + 1, grain, frame.weekStart), grain, -1)
        return days(addGrains(end, grain, -1), end)
      }
      return `${groups['which'] === '上' ? 'last' : 'this'}_${grain}`
    },
  ),
  rule('今年以来|今年至今|年初至今|年初以来|本年累计', (_groups, frame) => toDate('year', frame)),
  rule('本月至今|本月以来|月初至今|月初以来', (_groups, frame) => toDate('month', frame)),
  rule('今年|本年', () => 'this_year'),
  rule('去年|上一年|上年', (_groups, frame) => String(yearOf(frame.asOfDay) - 1)),
  rule('前年', (_groups, frame) => String(yearOf(frame.asOfDay) - 2)),
  rule('(?<![\\d¥$.,-])(?<year>(?:19|20)\\d{2})年(?:度|全年)?(?!\\d{1,2}月)', (groups) => groups['year'] ?? null),
  // 25年: a year of this century that has begun, and no span of so many years.
  rule(
    '(?<![\\d¥$.,第近过满-])(?<short>[12]\\d)年(?:度|全年|的)?(?![前后内以来来间\\d]|\\d{1,2}月)',
    (groups, frame) => {
      const year = 2000 + Number(groups['short'])
      return year <= yearOf(frame.asOfDay) ? String(year) : null
    },
  ),
  rule(
    '(?<=在|于|自|从|到|和|与|比|年|^)(?<year>(?:19|20)\\d{2})(?![\\d.,-年]|\\s?(?:元|块|人|个|单|件)|[到至~]\\d+\\s?(?:元|块))',
    (groups) => groups['year'] ?? null,
  ),
  rule(
    `(?:${YEAR}(?:的)?)?(?<![\\d个])(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\\d|[一二三四五六七八九十]+[日号])`,
    (groups, frame) => {
      const month = number((groups['month'] ?? '').replace(/^0/, ''))
      return month < 1 || month > 12
        ? null
        : latestBegun((year) => `${year}-${pad(month)}`, frame, yearFrom(groups, frame.asOfDay))
    },
  ),
  rule(
    '(?<year>(?:19|20)\\d{2})[-/.](?<month>0?[1-9]|1[0-2])(?![\\d/.-])',
    (groups) => `${groups['year']}-${pad(Number(groups['month']))}`,
  ),
  rule(`(?:${YEAR})?(?:的)?(?:第)?(?<quarter>[一二三四1-4])季度?`, (groups, frame) =>
    latestBegun((year) => `${year}-q${number(groups['quarter'])}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`${YEAR}(?:的)?q(?<quarter>[1-4])`, (groups, frame) =>
    latestBegun((year) => `${year}-q${groups['quarter']}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`(?:${YEAR})?(?:的)?(?<half>上|下)半年`, (groups, frame) =>
    halfYear(groups['half'] === '上' ? 1 : 2, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`(?:${YEAR})?(?:的)?第(?<week>${NUMBER})周`, (groups, frame) =>
    latestBegun((year) => `${year}-w${pad(number(groups['week']))}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`(?:${YEAR})?(?:的)?(?:双十一|双11|双十一大促|光棍节)(?:大促|期间)?`, (groups, frame) => {
    const year = yearFrom(groups, frame.asOfDay)
    return year === undefined ? 'double_11' : `double_11_${year}`
  }),
  rule(
    `(?<![\\d¥$.,-])(?:${YEAR}(?:的)?)?(?:618|六一八)(?:大促|期间)?(?![\\d.,-]|\\s?(?:元|块|人|单|件))`,
    (groups, frame) => {
      const year = yearFrom(groups, frame.asOfDay)
      return year === undefined ? '618' : `618_${year}`
    },
  ),
  rule(
    `(?:${YEAR})?(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?<day>[0-3]?\\d|[一二三]?十?[一二三四五六七八九十])[日号]`,
    (groups, frame) => {
      const name = (year: number): string =>
        `${year}-${pad(number((groups['month'] ?? '').replace(/^0/, '')))}-${pad(number((groups['day'] ?? '').replace(/^0/, '')))}`
      try {
        return latestBegun(name, frame, yearFrom(groups, frame.asOfDay))
      } catch {
        return null
      }
    },
  ),
  rule('(?:全部|所有|整个)(?:历史|时间)|有史以来|开店以来|历史(?:累计|全部)', () => 'all'),
]
