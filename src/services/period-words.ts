import type { Language } from '../lib/answer.ts'

const NAMED: Readonly<Record<string, string>> = { today: '今天', yesterday: '昨天', all: '全部时间' }
const UNITS: Readonly<Record<string, readonly [one: string, counted: string]>> = {
  day: ['天', '天'],
  week: ['周', '周'],
  month: ['月', '个月'],
  quarter: ['季度', '个季度'],
  year: ['年', '年'],
}
const NAME = /^(this|last)_(?:(\d+)_)?(day|week|month|quarter|year)s?$/

/**
 * The name of a period as a reader says it; a name that is none of these stays as it is.
 *
 * @example periodWords('last_12_months', 'zh') // => '近 12 个月'
 */
export function periodWords(name: string, language: Language): string {
  if (language === 'en') return name
  const [, which, count, unit = ''] = NAME.exec(name) ?? []
  const words = UNITS[unit]
  if (words === undefined) return NAMED[name] ?? name
  return count === undefined ? `${which === 'this' ? '本' : '上'}${words[0]}` : `近 ${count} ${words[1]}`
}
