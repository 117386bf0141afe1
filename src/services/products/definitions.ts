/** How products are classified, in words. */
export const productDefinitions = {
  en: [
    'The category that a product’s name, description, brand and style point to, learnt from all other products; the product itself never speaks for its category.',
    'Confidence is tempered, so that of suggestions at 0.9 about nine in ten are right in the catalogue. Suggested against a category only from 0.8.',
    'Duplicates: the same name, or the same words and sizes in another order, within one brand. Nothing is changed: moving products is a proposal.',
  ],
  zh: [
    '商品的名称、描述、品牌与风格指向的类目，从其余所有商品学习；商品自己不为自己的类目作证。',
    '置信度经过校准：置信度 0.9 的建议约十个对九个。只有达到 0.8 才会建议改动已有类目。',
    '重复：同一品牌下名称相同，或词与规格相同只是顺序不同。不会改动任何商品，调整分类须提案。',
  ],
} as const
