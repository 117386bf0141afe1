import type { Language } from '../../lib/answer.ts'
import type { Filter } from '../../lib/filters.ts'
import { describeFilters } from '../population/describe-filters.ts'

/** Kinds of customers that rules are mostly about, as people call them. */
const KINDS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  'value_tier high': ['high-value customers', '高价值客户'],
  'value_tier medium': ['medium-value customers', '中价值客户'],
  'value_tier low': ['low-value customers', '低价值客户'],
  'lifecycle new': ['new customers', '新客'],
  'lifecycle active': ['active customers', '活跃客户'],
  'lifecycle at_risk': ['customers at risk', '预流失客户'],
  'lifecycle dormant': ['dormant customers', '沉默客户'],
  'lifecycle churned': ['churned customers', '已流失客户'],
  'lifecycle won_back': ['customers won back', '召回客户'],
  'rfm_segment champions': ['champions', '冠军客户'],
  'rfm_segment loyal': ['loyal customers', '忠诚客户'],
}
const PLACES: ReadonlySet<string> = new Set(['region', 'city', 'country'])

/** Whom a rule is about, in words. */
export function describeWhom(filters: readonly Filter[], language: Language): string {
  const [first, ...rest] = filters
  if (first === undefined) return language === 'zh' ? '任一客户' : 'any customer'
  if (rest.length === 0 && first.op === 'eq') {
    const value = String(first.value)
    const kind = KINDS[`${first.field} ${value}`]
    if (kind !== undefined) return kind[language === 'zh' ? 1 : 0]
    if (first.field === 'customer_id') return language === 'zh' ? `客户 ${value} ` : `customer ${value}`
    if (PLACES.has(first.field)) return language === 'zh' ? `${value}的客户` : `customers in ${value}`
  }
  return describeFilters(filters, language)
}
