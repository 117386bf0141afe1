import type { Language } from '../../../lib/answer.ts'
import { labelFor } from '../data/labels.ts'
import type { Say, TextKey } from '../text/say.ts'

/** One condition of a segment, as every tool takes it. */
export interface Condition {
  readonly field: string
  readonly op: string
  readonly value?: string | number | boolean | readonly (string | number)[]
}

export type FieldKind = 'word' | 'number' | 'money' | 'day'

export interface FieldChoice {
  readonly field: string
  readonly kind: FieldKind
  /** The only values that exist; left out where the shop's own words count. */
  readonly values?: readonly string[]
  /** A dimension of query_metrics whose groups are the values. */
  readonly dimension?: string
}

/** The fields that the builder offers, the commonest first. */
export const FIELDS: readonly FieldChoice[] = [
  {
    field: 'lifecycle',
    kind: 'word',
    values: ['prospect', 'new', 'active', 'growing', 'mature', 'at_risk', 'dormant', 'churned', 'won_back'],
  },
  { field: 'value_tier', kind: 'word', values: ['high', 'medium', 'low'] },
  {
    field: 'rfm_segment',
    kind: 'word',
    values: [
      'champions',
      'loyal',
      'potential_loyalists',
      'new',
      'promising',
      'need_attention',
      'about_to_sleep',
      'at_risk',
      'cant_lose_them',
      'hibernating',
      'lost',
    ],
  },
  { field: 'churn_probability', kind: 'number' },
  { field: 'expected_value', kind: 'money' },
  { field: 'net_revenue', kind: 'money' },
  { field: 'orders', kind: 'number' },
  { field: 'days_since_order', kind: 'number' },
  { field: 'last_order_at', kind: 'day' },
  { field: 'first_order_at', kind: 'day' },
  { field: 'category', kind: 'word', dimension: 'category' },
  { field: 'brand', kind: 'word', dimension: 'brand' },
  { field: 'product_id', kind: 'word' },
  { field: 'region', kind: 'word', dimension: 'region' },
  { field: 'city', kind: 'word', dimension: 'city' },
  { field: 'source', kind: 'word', dimension: 'source' },
  { field: 'member_level', kind: 'word', dimension: 'member_level' },
  { field: 'channel', kind: 'word', dimension: 'channel' },
  { field: 'tag', kind: 'word' },
  { field: 'interest', kind: 'word' },
  { field: 'activity', kind: 'word', values: ['high', 'medium', 'low', 'silent'] },
  { field: 'consent', kind: 'word', values: ['email', 'sms', 'profiling'] },
]

export const operatorsOf = (kind: FieldKind): readonly string[] =>
  kind === 'word' ? ['eq', 'ne'] : kind === 'day' ? ['gte', 'lt'] : ['gte', 'lte', 'eq']

/** Conditions as a sentence; a fixed list says that it is one. */
export function filtersInWords(
  filters: readonly Condition[] | null,
  { language, say }: { readonly language: Language; readonly say: Say },
): string {
  if (filters === null) return say('chosenByHand')
  return filters
    .map(({ field, op, value }) => {
      const values = Array.isArray(value) ? value : [value]
      const shown = values
        .map((one) => (typeof one === 'string' ? labelFor(one, language) : String(one ?? '')))
        .join(language === 'zh' ? '、' : ', ')
      const words = [fieldName(field, say, language), say(`op_${op}` as TextKey), shown]
      // Chinese sets words apart from letters and digits only.
      return language === 'zh' ? words.join('').replace(/(?<=\p{Script=Han})(?=[\w¥])/gu, ' ') : words.join(' ')
    })
    .join(language === 'zh' ? '；' : '; ')
}

export const fieldName = (field: string, say: Say, language: Language): string => {
  const key = `field_${field}`
  const words = say(key as TextKey)
  return words === key ? labelFor(field, language) : words
}
