import type { Language } from '../../lib/answer.ts'

export const nextActionDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Next action: the next event of the customer, whenever it comes; leaving counts as one while a visit is open. A visit ends after 30 minutes without an event.',
    'Next category and next product: what the customer next looks at, puts in the cart or buys. Next search: the words typed next; only words that at least five customers used.',
    "Probabilities come from what followed the same steps in everybody's visits, bent by the customer's own habit, and are tested on days that the model had not seen.",
  ],
  zh: [
    '下一步动作：客户的下一个行为，不论何时发生；访问未结束时，离开也算一种。30 分钟没有行为即视为访问结束。',
    '下一个品类和商品：客户接下来浏览、加购或购买的对象。下一个搜索词：接下来输入的词，仅限至少五位客户用过的词。',
    '概率来自所有人访问中相同步骤之后发生的事，再按客户自己的习惯调整，并在模型未见过的日期上检验。',
  ],
}
