/** How satisfaction is computed, in words. */
export const satisfactionDefinitions = {
  en: [
    'CSAT = share of 4 and 5 among answered ratings from 1 to 5, of reviews and satisfaction surveys, by their own date; 95 % Wilson interval.',
    'NPS = share of answers 9-10 minus share of answers 0-6 in surveys from 0 to 10; 95 % multinomial interval.',
    'Drivers: shares of the explained differences (R squared) of ratings whose order was delivered, averaged over all orders of adding factors (LMG, Shapley); intervals from draws of whole customers. They are associations, not causes. A mention counts whether the text speaks of the aspect, well or ill; the four most frequent ones.',
    'Late = delivered on a day after the promised one. Bad = 1 or 2 stars.',
    'Place and product are those of the order or review that the rating is about; without one, the customer’s own.',
  ],
  zh: [
    'CSAT（满意率）= 评价和满意度问卷中 1–5 分的回答里 4、5 分的占比，按回答日期计；95% Wilson 区间。',
    'NPS = 0–10 分问卷中 9–10 分的占比减 0–6 分的占比；95% 多项分布区间。',
    '影响因素：在订单已送达的评分中，各因素对评分差异的解释份额（R²），对所有加入顺序取平均（LMG，Shapley）；区间由按客户整体重抽得到。它们是关联，不是因果。“提到某方面”只看文字是否谈到它，不论褒贬；取最常提到的四个方面。',
    '晚到 = 送达日晚于承诺日；差评 = 1–2 星。',
    '地区和商品取该评分所对应的订单或评价；没有时取客户自己的。',
  ],
} as const
