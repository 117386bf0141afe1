import type { Language } from '../../lib/answer.ts'
import { termWords } from '../definitions/read-definitions.ts'
import type { SegmentMethod } from './segment-by.ts'

/** Terms that each method rests on, as the definitions word them. */
const TERMS: Readonly<Record<SegmentMethod, readonly string[]>> = {
  rfm: ['recency', 'frequency', 'monetary', 'rfm_scores', 'rfm_segments'],
  lifecycle: ['lifecycle', 'won_back'],
  value: ['value_tier'],
  region: [],
  demographic: [],
  interest: ['interest'],
}

/** What the terms leave to be said. */
const NOTES: Readonly<Record<SegmentMethod, Readonly<Record<Language, readonly string[]>>>> = {
  rfm: { en: [], zh: [] },
  lifecycle: {
    en: [
      "Won back is a mark beside the stage, measured by the gap that was expected before the silence. The shop's median gap is over all gaps of all customers.",
    ],
    zh: ['召回是阶段之外的标记,按沉默开始前的预期间隔衡量。全店间隔中位数取自所有客户的全部购买间隔。'],
  },
  value: {
    en: ['Customers without a valid order are prospects and in no tier.'],
    zh: ['没有有效订单的客户是潜客,不属于任何价值等级。'],
  },
  region: {
    en: ['Customers by the region in their own record; unknown where it is empty.'],
    zh: ['按客户资料中的地区划分;为空者归入未知。'],
  },
  interest: {
    en: ['Customers drawn to one category, to several, or to none; each is counted once.'],
    zh: ['按客户偏爱的品类划分;偏爱多个品类者归入“several”,没有明显偏爱者归入“none”,每位客户只计一次。'],
  },
  demographic: {
    en: [
      'Customers by the age band and gender in their own record; unknown where it is empty. This describes groups; it is used for no score, offer or price.',
    ],
    zh: ['按客户资料中的年龄段和性别划分;为空者归入未知。仅用于描述人群,不用于任何评分、优惠或定价。'],
  },
}

export const segmentDefinition = (method: SegmentMethod, language: Language): readonly string[] => [
  ...TERMS[method].map((term) => termWords(term, language)).filter((words) => words !== ''),
  ...NOTES[method][language],
]

export const filteredPopulationNote: Readonly<Record<Language, string>> = {
  en: 'Segments and scores are cut over the whole shop; the filters choose whom to count.',
  zh: '分群与得分按全店划定,筛选条件只决定统计哪些客户。',
}
