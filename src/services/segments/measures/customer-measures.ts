import type { CustomerFeatures } from '../../../features/customer-features.ts'
import type { Language } from '../../../lib/answer.ts'

type Words = Readonly<Record<Language, string>>

/** Something about a buyer by which customers may be grouped, compared and matched. */
export interface CustomerMeasure {
  readonly name: string
  /** `money` stands for the shop's currency. */
  readonly unit: 'days' | 'orders' | 'units' | 'money' | 'ratio'
  /** Held against each other as log(1 + value): a few large customers would otherwise decide. */
  readonly log: boolean
  readonly label: Words
  /** What customers are called who have much or little of it. */
  readonly higher: Words
  readonly lower: Words
  /** Money in minor units; of a buyer, a number in every case. */
  readonly read: (features: CustomerFeatures, position: number) => number
}

const numberOf = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0 : value)
const per = (part: number | undefined, whole: number | undefined): number =>
  numberOf(whole) === 0 ? 0 : numberOf(part) / numberOf(whole)

/**
 * Every measure of behaviour that discovery, comparison and look-alikes may use. What a person is (gender, age, origin) is
 * not among them and cannot be added by a caller.
 */
export const CUSTOMER_MEASURES: readonly CustomerMeasure[] = [
  {
    name: 'recency',
    unit: 'days',
    log: true,
    label: { en: 'days since the last order', zh: '距上次下单天数' },
    higher: { en: 'long silent', zh: '久未下单' },
    lower: { en: 'recent', zh: '近期下单' },
    read: ({ recencyDays }, i) => numberOf(recencyDays[i]),
  },
  {
    name: 'frequency',
    unit: 'orders',
    log: true,
    label: { en: 'orders', zh: '订单数' },
    higher: { en: 'frequent', zh: '高频' },
    lower: { en: 'occasional', zh: '低频' },
    read: ({ frequency }, i) => numberOf(frequency[i]),
  },
  {
    name: 'monetary',
    unit: 'money',
    log: true,
    label: { en: 'net revenue', zh: '净销售额' },
    higher: { en: 'big spenders', zh: '高消费' },
    lower: { en: 'small spenders', zh: '低消费' },
    read: ({ netMinor }, i) => numberOf(netMinor[i]),
  },
  {
    name: 'order_value',
    unit: 'money',
    log: true,
    label: { en: 'value of an order', zh: '每单金额' },
    higher: { en: 'large orders', zh: '大单' },
    lower: { en: 'small orders', zh: '小单' },
    read: ({ grossMinor, frequency }, i) => per(grossMinor[i], frequency[i]),
  },
  {
    name: 'purchase_gap',
    unit: 'days',
    log: true,
    label: { en: 'expected days between purchases', zh: '预期购买间隔天数' },
    higher: { en: 'long gaps', zh: '间隔长' },
    lower: { en: 'short gaps', zh: '间隔短' },
    read: ({ expectedGapDays }, i) => numberOf(expectedGapDays[i]),
  },
  {
    name: 'tenure',
    unit: 'days',
    log: true,
    label: { en: 'days since the first order', zh: '距首单天数' },
    higher: { en: 'long-standing', zh: '老客户' },
    lower: { en: 'newly come', zh: '新近客户' },
    read: ({ tenureDays }, i) => numberOf(tenureDays[i]),
  },
  {
    name: 'units_per_order',
    unit: 'units',
    log: true,
    label: { en: 'units of an order', zh: '每单件数' },
    higher: { en: 'full baskets', zh: '每单多件' },
    lower: { en: 'small baskets', zh: '每单少件' },
    read: ({ units, frequency }, i) => per(units[i], frequency[i]),
  },
  {
    name: 'returned_share',
    unit: 'ratio',
    log: false,
    label: { en: 'share of revenue returned', zh: '退货金额占比' },
    higher: { en: 'many returns', zh: '退货多' },
    lower: { en: 'few returns', zh: '退货少' },
    read: ({ returnsMinor, grossMinor }, i) => per(returnsMinor[i], grossMinor[i]),
  },
  {
    name: 'year_revenue',
    unit: 'money',
    log: true,
    label: { en: 'net revenue of the last year', zh: '近一年净销售额' },
    higher: { en: 'strong last year', zh: '近一年消费高' },
    lower: { en: 'weak last year', zh: '近一年消费低' },
    read: ({ yearNetMinor }, i) => numberOf(yearNetMinor[i]),
  },
]

/** The shares of a customer's purchases that went to each category: as many measures as there are categories. */
export const CATEGORIES = 'categories'

export const MEASURE_NAMES: readonly string[] = [...CUSTOMER_MEASURES.map(({ name }) => name), CATEGORIES]

export const measureNamed = (name: string): CustomerMeasure | undefined =>
  CUSTOMER_MEASURES.find((measure) => measure.name === name)
