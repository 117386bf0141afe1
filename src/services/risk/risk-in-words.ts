import {
  CUSTOMER_SIGNALS,
  type CustomerRiskMeasures,
  type CustomerSignal,
} from '../../compute/anomaly/score-customers.ts'
import type { Language } from '../../lib/answer.ts'
import type { ServiceContext } from '../context.ts'
import type { RiskParameters } from './risk-parameters.ts'
import { scoreOwnRisk } from './score-own-risk.ts'

const percent = (share: number): string => `${Math.round(share * 100)} %`

type Sentence = (measures: CustomerRiskMeasures) => string

const SENTENCES: Readonly<Record<Language, Readonly<Record<CustomerSignal, Sentence>>>> = {
  en: {
    orders: ({ highOrders, mediumOrders, orders }) =>
      `${highOrders + mediumOrders} of ${orders} orders in the year look abnormal`,
    confirmed: ({ confirmed }) => `reviews found fraud or abuse in ${confirmed} orders`,
    returns: ({ returnShare }) => `${percent(returnShare)} of the units bought were sent back`,
    coupons: ({ couponOrders, orders }) => `a coupon on ${couponOrders} of ${orders} orders`,
    complaints: ({ complaints }) => `${complaints} complaints in the year`,
    reviews: ({ lowReviews, reviews }) => `${lowReviews} of ${reviews} reviews give one or two stars`,
  },
  zh: {
    orders: ({ highOrders, mediumOrders, orders }) =>
      `近一年 ${orders} 单中有 ${highOrders + mediumOrders} 单看起来异常`,
    confirmed: ({ confirmed }) => `审核认定 ${confirmed} 单为欺诈或滥用`,
    returns: ({ returnShare }) => `购买件数的 ${percent(returnShare)} 被退回`,
    coupons: ({ couponOrders, orders }) => `${orders} 单中 ${couponOrders} 单用了优惠券`,
    complaints: ({ complaints }) => `近一年投诉 ${complaints} 次`,
    reviews: ({ lowReviews, reviews }) => `${reviews} 条评价中 ${lowReviews} 条为一二星`,
  },
}

const NOTHING: Readonly<Record<Language, string>> = {
  en: 'nothing speaks against the account',
  zh: '没有对该账户不利的信号',
}

/** Why an account's risk is what it is, what weighs most first. */
export function riskInWords(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf' | 'clock' | 'language'>,
  parameters: RiskParameters,
  customerId: string,
): readonly string[] {
  const [scored] = scoreOwnRisk(ctx, parameters, [customerId])
  if (scored === undefined) return []
  const against = CUSTOMER_SIGNALS.filter((signal) => scored.points[signal] > 0).toSorted(
    (a, b) => scored.points[b] - scored.points[a],
  )
  if (against.length === 0) return [NOTHING[ctx.language]]
  return against.map((signal) => SENTENCES[ctx.language][signal](scored.measures))
}
