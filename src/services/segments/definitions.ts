import type { Language } from '../../lib/answer.ts'
import { termWords } from '../definitions/read-definitions.ts'
import type { Segmentation } from './segment-by.ts'

/** Terms that each method rests on, as the definitions word them. */
const TERMS: Readonly<Record<Segmentation['method'], readonly string[]>> = {
  rfm: ['recency', 'frequency', 'monetary', 'rfm_scores', 'rfm_segments'],
  lifecycle: ['lifecycle', 'won_back'],
  value: ['value_tier'],
  region: [],
  demographic: [],
  interest: ['interest'],
  behaviour: [],
  taste: [],
}

/** What the terms leave to be said. */
const NOTES: Readonly<Record<Segmentation['method'], Readonly<Record<Language, readonly string[]>>>> = {
  rfm: { en: [], zh: [] },
  lifecycle: {
    en: [
      "Won back is a mark beside the stage, measured by the gap that was expected before the silence. The shop's median gap is over all gaps of all customers.",
    ],
    zh: ['召回是阶段之外的标记，按沉默开始前的预期间隔衡量。全店间隔中位数取自所有客户的全部购买间隔。'],
  },
  value: {
    en: ['Customers without a valid order are prospects and in no tier.'],
    zh: ['没有有效订单的客户是潜客，不属于任何价值等级。'],
  },
  region: {
    en: ['Customers by the region in their own record; unknown where it is empty.'],
    zh: ['按客户资料中的地区划分；为空者归入未知。'],
  },
  interest: {
    en: ['Customers drawn to one category, to several, or to none; each is counted once.'],
    zh: ['按客户偏爱的品类划分；偏爱多个品类者归入“several”，没有明显偏爱者归入“none”，每位客户只计一次。'],
  },
  behaviour: {
    en: [
      'Each visit is called after the strongest thing done in it (bought, at the checkout, in the cart, marked, searched, looked, glanced); a month without a visit counts as one of its own. A hidden Markov model finds states in which some kinds are common; a customer is in the state that is likeliest now.',
      'The number of states is the smallest that no larger one beats on customers who were not learnt from. Customers without a visit or a purchase, and those without consent to profiling, are in no state.',
    ],
    zh: [
      '每次访问按其中最强的行为命名（购买、结算、加购、收藏、搜索、浏览、一瞥）；一个月没有访问也算一次“离开”。隐马尔可夫模型找出若干状态，客户归入当前最可能的状态。',
      '状态数取在未参与学习的客户上不再明显变好的最小数目。没有访问或购买的客户，以及未同意画像分析的客户，不归入任何状态。',
    ],
  },
  taste: {
    en: [
      'Customers lie where their purchases do in a space of latent factors (truncated SVD of who bought what, rarer products weighing more); k-means finds groups in it, named after the categories that each buys more of than the others.',
      'At least three different products show a taste. Customers without consent to profiling are left out.',
    ],
    zh: [
      '客户按购买记录落在潜在因子空间中（对“谁买了什么”做截断 SVD，较少见的商品权重更大），再用 k-means 分群，并以各群多买的品类命名。',
      '至少买过三种不同商品才能看出品味。未同意画像分析的客户不参与。',
    ],
  },
  demographic: {
    en: [
      'Customers by the age band and gender in their own record; unknown where it is empty. This describes groups; it is used for no score, offer or price.',
    ],
    zh: ['按客户资料中的年龄段和性别划分；为空者归入未知。仅用于描述人群，不用于任何评分、优惠或定价。'],
  },
}

export const segmentDefinition = (method: Segmentation['method'], language: Language): readonly string[] => [
  ...TERMS[method].map((term) => termWords(term, language)).filter((words) => words !== ''),
  ...NOTES[method][language],
]

export const filteredPopulationNote: Readonly<Record<Language, string>> = {
  en: 'Segments and scores are cut over the whole shop; the filters choose whom to count.',
  zh: '分群与得分按全店划定，筛选条件只决定统计哪些客户。',
}
