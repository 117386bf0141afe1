/** What the figures about reviews mean, as evidence quotes it. */
export const reviewDefinitions = {
  en: [
    'Sentiment lies between -1 and 1 per text: below -0.05 negative, above 0.05 positive, neutral between. Words that judge are turned by negations, strengthened or weakened by what stands before them; what follows a "but" counts more.',
    'Topic share = reviews that mention the topic / reviews in scope; a review counts once for each topic. A mention is judged by its own sentence, by the stars where the words do not judge.',
    'Trend: share in the period against the equally long time before (without a period, the last 90 days against the 90 before); rising or falling when the difference is more than chance gives at 95 %.',
    "Where filters choose writers, a topic's share is held against the reviews of the same kind by everybody else (Newcombe's 95 % interval); a topic sets them apart when the whole interval lies above zero.",
    'A word belongs to an aspect where a dictionary lists it, or where the shop’s own reviews tie it to one: more than half of the sentences that hold it speak of that aspect by a listed word (Wilson, 95 %), three times as many as elsewhere. Such words are named as learnt.',
    'Tickets (what the customer wrote) and reasons of returns are read by the same aspects and learnt topics; their sentiment is by lexicon, since stars speak of reviews only.',
    'Quotes are exact parts of the stored text; links, images, addresses and hidden characters never stand in one.',
  ],
  zh: [
    '情感取值在 -1 到 1 之间：低于 -0.05 为负面，高于 0.05 为正面，其间为中性。带褒贬的词会被否定词反转、被程度词加强或减弱，转折之后的内容权重更高。',
    '话题占比 = 提到该话题的评论数 / 范围内评论数，同一评论对同一话题只计一次。每处提及按所在句子判断褒贬，句子没有褒贬时按星级。',
    '趋势：该时段的占比与此前等长时段相比（未指定时段时为最近 90 天与再之前 90 天）；差异超出 95% 的偶然范围才算上升或下降。',
    '按条件选定评论者时，话题占比与其他人的同类评论对照（Newcombe 95% 区间）；整个区间大于零才算是他们特有的话题。',
    '词语属于某个方面：要么词典列出，要么由本店评论学到——含该词的句子过半（Wilson 95%）以词典词提到该方面，且为别处的三倍以上；后者标明为学到的词。',
    '工单（客户所写部分）和退货原因按同样的方面与学到的话题解读；其情感按词典计，因为星级只针对评论。',
    '引文是所存原文的一部分，一字不改；链接、图片、地址和隐藏字符不会出现在引文中。',
  ],
} as const
