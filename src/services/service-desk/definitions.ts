/** How service is measured, in words. */
export const serviceDefinitions = {
  en: [
    'Tickets count on the day they were opened. First response = hours from opening to the first answer; resolution = hours from opening to settling; medians with a 95 % interval by ranks, since waiting times are skewed. What is open has no resolution time yet, so recent medians look short.',
    'Issue class = as the source gives it; where it gives none, the aspect that the text speaks of first.',
    'Mood = sentiment of what customers wrote, from -1 to 1, by lexicon; negative below -0.05. Rating = stars given for the service.',
    'Place = the order’s where the ticket names one, else the customer’s; channel = the one that the ticket came by.',
  ],
  zh: [
    '工单按创建日期计。首次响应 = 创建到第一次答复的小时数；解决 = 创建到解决的小时数；等待时间分布偏斜，因此用中位数和按秩的 95% 区间。未解决的工单还没有解决时间，所以近期的中位数会偏短。',
    '问题分类 = 来源给出的分类；没有时取文本首先提到的方面。',
    '情绪 = 客户所写内容的情感，-1 到 1，按词典计；低于 -0.05 为负面。评分 = 客户给服务打的星。',
    '地区取工单所属订单的地区，没有订单时取客户的；渠道 = 工单进来的渠道。',
  ],
} as const
