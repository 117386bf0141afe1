import type { ColumnRange } from '../../compute/uplift/uplift-groups.ts'
import type { Language } from '../../lib/answer.ts'

const WORDS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  recency_days: { en: 'days since the last order', zh: '距上次下单天数' },
  orders: { en: 'orders so far', zh: '累计订单数' },
  net_revenue: { en: 'net revenue so far', zh: '累计净销售额' },
  average_order: { en: 'average order', zh: '平均每单金额' },
  tenure_days: { en: 'days since the first order', zh: '距首单天数' },
  region: { en: 'region', zh: '地区' },
  channel: { en: 'channel', zh: '渠道' },
  source: { en: 'source', zh: '来源' },
  member_level: { en: 'member level', zh: '会员等级' },
  bought: { en: 'bought', zh: '买过' },
}

/** Whole-number bounds for counts and days; money as it is. */
const round = (value: number): number => Math.round(value * 100) / 100

/** The ranges that make a kind of customers, in words; everybody where there are none. */
export function describeRanges(ranges: readonly ColumnRange[], language: Language): string {
  if (ranges.length === 0) return language === 'zh' ? '所有客户' : 'all customers'
  return ranges.map((range) => describe(range, language)).join(language === 'zh' ? '，' : ', ')
}

function describe({ column, above, upTo }: ColumnRange, language: Language): string {
  const [field = '', value] = column.split('=')
  const name = WORDS[field]?.[language] ?? field
  if (value !== undefined) {
    const has = above > Number.NEGATIVE_INFINITY
    if (field === 'bought') {
      return language === 'zh' ? `${has ? '买过' : '没买过'} ${value}` : `${has ? 'bought' : 'never bought'} ${value}`
    }
    return language === 'zh' ? `${name}${has ? '是' : '不是'} ${value}` : `${name} ${has ? 'is' : 'is not'} ${value}`
  }
  if (above === Number.NEGATIVE_INFINITY)
    return language === 'zh' ? `${name}至多 ${round(upTo)}` : `${name} up to ${round(upTo)}`
  if (upTo === Number.POSITIVE_INFINITY) {
    return language === 'zh' ? `${name}超过 ${round(above)}` : `${name} over ${round(above)}`
  }
  return language === 'zh' ? `${name} ${round(above)} 至 ${round(upTo)}` : `${name} ${round(above)} to ${round(upTo)}`
}
