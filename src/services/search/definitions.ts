/** How a search is answered, in words. */
export const searchDefinitions = {
  en: [
    'A product matches when it holds every word of the query, in either language: as written, as the beginning of a word, by its sound (pinyin), or with one typing error; words that leave nothing are passed over, and the answer says so. Only what is in stock is shown.',
    'Score = words (BM25) + popularity (buyers of the last 90 days) + clicks (people who searched for the same and turned to it / people who searched for it, by the chance that its place is looked at, plus 20) + own purchases and looks of the last 30 days + what people with this history buy + liking of the brand and the price level of such things. The parts are shown and sum to the score.',
    'The neutral order uses words, popularity and clicks alone and is the same for everybody; who withdrew the consent to profiling gets only that.',
  ],
  zh: [
    '商品需含搜索词的每个词（中英文均可）：按原样、词首、读音（拼音）或允许一处输入错误；导致无结果的词会被略过并说明。只展示有货商品。',
    '得分 = 词语相符（BM25）+ 热度（近 90 天买家）+ 点击（搜同一词后转向该商品的人数 ÷（按位置被看到的机会折算的搜索人数 + 20））+ 本人购买与近 30 天浏览 + 相同经历者的购买 + 对同类商品品牌和价位的偏好。各部分列出且相加等于得分。',
    '中性排序只用词语、热度与点击，对所有人相同；撤回画像同意的客户只看到它。',
  ],
} as const

/** Which completions are offered, in words. */
export const suggestDefinitions = {
  en: [
    'Completions are searches that at least five people made, kinds and brands of the catalogue, and names of products; what was typed begins them, one of their words, their pinyin or its initials.',
    'Every completion finds something in stock as it stands; the others are left out and counted. Own earlier searches and kinds that the customer bought or looked at come higher.',
  ],
  zh: [
    '联想词来自至少五人搜过的词、商品目录中的类别与品牌、商品名；输入内容须为其开头、其中一个词的开头、拼音或拼音首字母。',
    '每个联想词按原样都能搜到有货商品，其余略去并计数。本人搜过的词、买过或看过的类别排得更前。',
  ],
} as const

/** How searches are counted, in words. */
export const searchesDefinitions = {
  en: [
    'A search is a search event with words; spellings that differ in width, case or script count as one query.',
    'Click rate = searches behind which a product was viewed, clicked, favoured or put in the cart before the next search of the visit / searches. Order rate = searches behind which the visit was paid, and no later search / searches.',
    'Rising = searched for more often than in the period of equal length before, by more than chance (lower end of the 95 % interval). No result = no product in stock holds every word of it, searched for as of the as-of date.',
  ],
  zh: [
    '一次搜索为一条带词的搜索事件；全半角、大小写、繁简不同视为同一搜索词。',
    '点击率 = 同一访问中下一次搜索之前浏览、点击、收藏或加购过商品的搜索 / 全部搜索；下单率 = 其后（且无更晚的搜索）发生支付的搜索 / 全部搜索。',
    '上升 = 比前一等长时段搜得更多且超出偶然（95% 区间下限）；无结果 = 截至当日没有任何有货商品含有其全部词语。',
  ],
} as const
