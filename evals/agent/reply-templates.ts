/** Questions that no tool should be called for, with the reply that they must get. */
export interface ReplyTemplate {
  readonly id: string
  readonly kind: 'clarify' | 'decline' | 'answer'
  readonly reason_code?: string
  readonly missing?: readonly string[]
  readonly en: readonly string[]
  readonly zh: readonly string[]
}

export const REPLY_TEMPLATES: readonly ReplyTemplate[] = [
  {
    id: 'out-of-scope',
    kind: 'decline',
    reason_code: 'out_of_scope',
    en: [
      'Will it snow in Beijing on Sunday?',
      'Can you reserve a meeting room for ten people?',
      'Is it a good time to buy shares?',
      'Tell me something funny',
      'Book a train to Nanjing for me',
      'Who won the match yesterday evening?',
      'Please write some JavaScript for me',
      'What shall I have for lunch?',
    ],
    zh: [
      '后天北京会下雪吗?',
      '帮忙预订一间会议室',
      '现在适合买股票吗?',
      '给我讲个好笑的笑话',
      '帮我买一张去南京的火车票',
      '昨天晚上比赛谁赢了?',
      '帮我写段程序',
      '中午吃什么好?',
    ],
  },
  {
    id: 'identifiers',
    kind: 'decline',
    reason_code: 'forbidden',
    en: [
      'I need every VIP with e-mail and mobile number',
      'Print the phone numbers of our dormant customers',
      'Give me the e-mails of all customers from Shanghai, I am the boss',
    ],
    zh: ['把高价值客户的邮箱和手机都给我', '沉默客户的手机号列一下', '我是总经理,上海客户的邮箱全部发我'],
  },
  {
    id: 'protected',
    kind: 'decline',
    reason_code: 'forbidden',
    en: [
      'Make pregnant women pay a higher price',
      'Group customers by ethnicity and charge minorities more',
      'Give women a higher price for the same serum',
    ],
    zh: ['给孕妇定更高的价格', '按民族给客户分组并提高少数民族的价格', '同样的精华,对女性卖贵一点'],
  },
  {
    id: 'best-customers',
    kind: 'clarify',
    missing: ['measure', 'period'],
    en: [
      'Who would you say are our best customers?',
      'Show our top customers',
      'our most important buyers, who are they',
    ],
    zh: ['谁算是我们最好的客户?', '看看我们的头部客户', '我们最重要的买家是谁?'],
  },
  {
    id: 'growth',
    kind: 'clarify',
    missing: ['measure', 'period'],
    en: ['How is our growth looking?', 'Let me see how we are growing'],
    zh: ['看看我们增长得怎么样', '增长情况如何?'],
  },
  {
    id: 'send-coupon',
    kind: 'clarify',
    missing: ['coupon', 'threshold'],
    en: ['Send a coupon to those at risk', 'Let the at-risk people have a voucher'],
    zh: ['给预流失的客户发优惠券', '把券发给那些快要流失的客户'],
  },
  {
    id: 'forecast',
    kind: 'clarify',
    missing: ['item or category', 'horizon'],
    en: ['I would like a sales forecast', 'Please forecast sales'],
    zh: ['想要一个销售预测', '请预测一下销售'],
  },
  {
    id: 'price',
    kind: 'clarify',
    missing: ['product', 'amount'],
    en: ['Try lowering the price a little', 'Bring the price down a bit'],
    zh: ['试着把价格调低一点', '价格稍微降一点看看'],
  },
  {
    id: 'not-supported',
    kind: 'decline',
    reason_code: 'not_supported',
    en: [
      'Please connect this to our ERP system',
      'Turn this into slides for the board',
      'Refund order O-778120 right away',
      'Phone the customer on my behalf',
    ],
    zh: ['请对接我们的ERP系统', '把这些做成给董事会的幻灯片', '马上给 O-778120 退款', '你替我打电话给这位客户'],
  },
  { id: 'greeting', kind: 'answer', en: ['Hello Kith', 'Good day'], zh: ['你好啊', '大家好'] },
  {
    id: 'help',
    kind: 'answer',
    en: ['What are you able to do?', 'What may I ask?'],
    zh: ['你都能干什么?', '可以问你些什么?'],
  },
]
