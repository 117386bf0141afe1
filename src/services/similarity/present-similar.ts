import { nameAt } from '../../features/coded-column.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import type { Language } from '../../lib/answer.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { ServiceContext } from '../context.ts'
import { columnLabel } from '../segments/column-labels.ts'
import { measureLabel } from '../segments/measures/load-measures.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import type { FindSimilarCustomersData } from './find-similar-customers.ts'

const TOLD_FEATURES = 5
const LISTED_WHERE_SHARED = 20

export function presentSimilar(
  ctx: ServiceContext,
  {
    data,
    features,
    wanted,
    description,
    seed,
  }: {
    readonly data: FindSimilarCustomersData
    readonly features: CustomerFeatures
    readonly wanted: number
    readonly description: string
    /** The one customer to be like, when there is one. */
    readonly seed: string | undefined
  },
): ServiceResult<FindSimilarCustomersData> {
  const { language, shop } = ctx
  const customers = ctx.actor.sharedChannel ? data.customers.slice(0, LISTED_WHERE_SHARED) : data.customers
  const told = data.features_used.slice(0, TOLD_FEATURES).map(({ feature }) => measureLabel(feature, language))
  const rows = customers.map(({ customer_id: id, score }) => {
    const position = features.positionOf(id)
    return {
      customer_id: id,
      score,
      orders: features.frequency[position] ?? 0,
      net_revenue: toMajor(features.netMinor[position] ?? 0, shop.currency),
      recency_days: features.recencyDays[position] ?? 0,
      lifecycle: nameAt(features.lifecycle, position),
    }
  })
  return {
    data: { ...data, customers },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      ...(seed === undefined ? [] : [{ id: 'seed', label: 'Customer to be like', value: seed, unit: 'id' }]),
      { id: 'seeds', label: 'Customers to be like', value: data.seeds, unit: 'customers' },
      { id: 'candidates', label: 'Other customers with a valid order', value: data.candidates, unit: 'customers' },
      { id: 'listed', label: 'Customers found', value: customers.length, unit: 'customers' },
      {
        id: 'left_out_for_consent',
        label: 'Left out for want of consent',
        value: data.left_out_for_consent,
        unit: 'customers',
      },
      { id: 'features', label: 'What counted most', value: told.join(language === 'zh' ? '、' : ', '), unit: 'text' },
      ...(customers.length < wanted
        ? [{ id: 'wanted', label: 'Customers asked for', value: wanted, unit: 'customers' }]
        : []),
    ],
    table: {
      columns: [
        { key: 'customer_id', label: columnLabel('customer_id', language), unit: 'id' },
        { key: 'score', label: language === 'zh' ? '相似度' : 'Likeness', unit: 'ratio' },
        { key: 'orders', label: measureLabel('frequency', language), unit: 'orders' },
        { key: 'net_revenue', label: columnLabel('net_revenue', language), unit: shop.currency },
        { key: 'recency_days', label: measureLabel('recency', language), unit: 'days' },
        { key: 'lifecycle', label: language === 'zh' ? '生命周期阶段' : 'Stage', unit: 'label' },
      ],
      rows,
      total_rows: customers.length,
    },
    evidence: {
      period: null,
      population: say(
        ctx,
        `customers with a valid order who are not of: ${description}`,
        `有有效订单、且不属于以下范围的客户：${description}`,
      ),
      rows_used: data.candidates,
      rows_left_out: data.left_out_for_consent === 0 ? {} : { no_consent: data.left_out_for_consent },
      definition: DEFINITION[language],
      method: say(
        ctx,
        'distance to the nearest of up to 8 typical members, measures weighted by what sets the group apart',
        '到最近的典型成员（最多 8 位）的距离，按该群体的突出特征加权',
      ),
      model: null,
      sql: [],
    },
  }
}

const DEFINITION: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Likeness is 1 at a typical member of the group and falls with the distance in behaviour; what sets the group apart from other customers weighs most.',
    'Gender, age, origin and other traits of a person are no feature. Customers who refused profiling are left out, and for e-mail or SMS those without that consent.',
  ],
  zh: [
    '相似度在群体典型成员处为 1，随行为差距增大而下降；最能区分该群体的特征权重最大。',
    '性别、年龄、族群等个人属性不作为特征。拒绝画像的客户不计；邮件或短信渠道另需相应同意。',
  ],
}
