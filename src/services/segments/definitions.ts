import type { Language } from '../../lib/answer.ts'
import type { SegmentMethod } from './segment-by.ts'

type Lines = Readonly<Record<Language, readonly string[]>>

const RFM: Lines = {
  en: [
    'Recency = whole days since the last valid order; frequency = valid orders; monetary = net revenue (gross on request).',
    'Scores 1 to 5 against the 20/40/60/80 % quantiles of customers with a valid order; equal values get equal scores; R5 = most recent.',
    "Segments come from R and V, the mean of F and M rounded half up: Champions R5 V4-5; Loyal R3-4 V4-5; Potential loyalists R4-5 V2-3; New R5 V1; Promising R4 V1; Need attention R3 V3; About to sleep R3 V1-2; At risk R2 V3-5 and R1 V3; Can't lose them R1 V4-5; Hibernating R2 V1-2; Lost R1 V1-2.",
  ],
  zh: [
    'R = 距最近一次有效订单的整天数;F = 有效订单数;M = 净销售额(可改用总销售额)。',
    '以有过有效订单的客户的 20/40/60/80% 分位数为界打 1 到 5 分;数值相同则得分相同;R5 = 最近。',
    '分群由 R 与 V(F 与 M 的平均,四舍五入)决定:冠军 R5 V4-5;忠诚 R3-4 V4-5;潜在忠诚 R4-5 V2-3;新客 R5 V1;有潜力 R4 V1;需关注 R3 V3;将沉睡 R3 V1-2;有风险 R2 V3-5 和 R1 V3;不能失去 R1 V4-5;冬眠 R2 V1-2;已流失 R1 V1-2。',
  ],
}

const DEFINITIONS: Readonly<Record<SegmentMethod, Lines>> = {
  rfm: RFM,
  lifecycle: {
    en: [
      "Expected gap = (sum of the customer's own gaps between purchase days + 2 x the shop's median gap) / (number of own gaps + 2).",
      'Prospect: no valid order. New: one purchase day, at most 30 days ago. Active: silent for at most 1 expected gap, as growing (2 to 4 purchase days, or one that is older than 30 days) or mature (5 or more). At risk: at most 2 gaps. Dormant: at most 3. Churned: longer.',
      'Won back is a mark beside the stage: an order within the last 90 days that ended a silence of more than 3 of the gaps expected until then.',
    ],
    zh: [
      '预期间隔 =(客户自己的购买间隔之和 + 2 × 全店间隔中位数)/(自己的间隔个数 + 2)。',
      '潜客:没有有效订单。新客:只有一个购买日且在 30 天以内。活跃:沉默不超过 1 个预期间隔,其中成长 = 2 到 4 个购买日(或一个超过 30 天的购买日),成熟 = 5 个及以上。预流失:不超过 2 个间隔。沉默:不超过 3 个。流失:更久。',
      '挽回是阶段之外的标记:最近 90 天内有一单,且此前的沉默超过当时预期间隔的 3 倍。',
    ],
  },
  value: {
    en: [
      'High = the fewest customers that together bring 50 % of the net revenue of the last 365 days; medium = the next ones up to 80 %; low = all others with a valid order, among them everybody whose net revenue is not positive.',
      'Customers without a valid order are prospects and in no tier.',
    ],
    zh: [
      '高 = 合计贡献最近 365 天净销售额 50% 的最少客户;中 = 其后到 80% 的客户;低 = 其余有有效订单的客户,净销售额不为正者也在其中。',
      '没有有效订单的客户是潜客,不属于任何价值层。',
    ],
  },
  region: {
    en: ['Customers by the region in their own record; unknown where it is empty.'],
    zh: ['按客户资料中的地区划分;为空者归入未知。'],
  },
  demographic: {
    en: [
      'Customers by the age band and gender in their own record; unknown where it is empty. This describes groups; it is used for no score, offer or price.',
    ],
    zh: ['按客户资料中的年龄段和性别划分;为空者归入未知。仅用于描述人群,不用于任何评分、优惠或定价。'],
  },
}

export const segmentDefinition = (method: SegmentMethod, language: Language): readonly string[] =>
  DEFINITIONS[method][language]

export const filteredPopulationNote: Readonly<Record<Language, string>> = {
  en: 'Segments and scores are cut over the whole shop; the filters choose whom to count.',
  zh: '分群与得分按全店划定,筛选条件只决定统计哪些客户。',
}
