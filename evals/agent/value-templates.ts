import type { QuestionTemplate } from './question-templates.ts'

/** Questions about what customers will bring and whom to win back; not among the planner's examples. */
export const VALUE_TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'value-of-one',
    tool: 'predict_value',
    args: { customer_id: '$customer' },
    en: [
      'How much is {customer} going to spend with us?',
      'estimate the lifetime value of {customer}',
      'what is {customer} expected to bring',
      'when do you expect the next order from {customer}?',
      'on which date will {customer} buy again',
      'is {customer} gone or still a customer',
    ],
    zh: [
      '{customer} 以后会给我们带来多少钱?',
      '估算 {customer} 的终身价值',
      '预计 {customer} 能带来多少价值',
      '{customer} 预计哪天再下单?',
      '{customer} 什么时候会再来买',
      '{customer} 现在还算我们的客户吗',
    ],
    ask: 18,
  },
  {
    id: 'value-months',
    tool: 'predict_value',
    args: { months: 6 },
    en: [
      'What will our customers bring over the next six months?',
      'expected customer value, next 6 months',
      'predicted value of all customers for the coming half year',
    ],
    zh: ['未来六个月客户预计带来多少价值?', '接下来6个月的客户预期价值', '预测未来半年全部客户的价值'],
    ask: 6,
  },
  {
    id: 'value-top',
    tool: 'predict_value',
    args: { limit: '$count' },
    en: ['The {count} customers with the highest expected value', 'top {count} customers by predicted value'],
    zh: ['预期价值最高的{count}客户', '预测价值排名前{count}客户'],
    ask: 4,
    // 前五个客户: only numbers with their measure word are asked.
    skip: ({ count }) => count?.value === 10,
  },
  {
    id: 'value-place',
    tool: 'predict_value',
    args: { filters: ['$place'] },
    en: ['Predicted value of the customers in {place}', 'what are customers from {place} expected to bring next'],
    zh: ['{place}客户的预期价值', '{place}的客户预计能带来多少价值'],
    ask: 8,
  },
  {
    id: 'value-tiers-ahead',
    tool: 'predict_value',
    args: {},
    en: ['Who is going to rise to a higher value tier?', 'which value tier will our customers move to'],
    zh: ['谁会升到更高的价值等级?', '客户以后会处在什么价值等级'],
    ask: 2,
  },
  {
    id: 'winback-plan',
    tool: 'plan_winback',
    args: {},
    en: [
      'Which silent customers should we try to win back?',
      'Make me a plan to win former buyers back',
      'how do we get the people back who stopped ordering',
    ],
    zh: ['我们应该去挽回哪些不再购买的客户?', '给我一个召回老客户的方案', '怎样把不再下单的人找回来'],
    ask: 3,
  },
  {
    id: 'winback-budget',
    tool: 'plan_winback',
    args: { budget: '$money' },
    en: [
      'We have a budget of {money} to win customers back, whom should we pick?',
      'win-back plan for {money}, that is the whole budget',
    ],
    zh: ['预算{money},挽回哪些客户最划算?', '挽回客户的预算是{money},怎么安排'],
    ask: 6,
  },
  {
    id: 'winback-read-out',
    tool: 'plan_winback',
    args: { plan_id: 'winback-2026-05-31-1a2b3c4d' },
    en: ['What was the effect of winback-2026-05-31-1a2b3c4d?', 'did winback-2026-05-31-1a2b3c4d pay off'],
    zh: ['winback-2026-05-31-1a2b3c4d 效果怎么样?', '评估一下 winback-2026-05-31-1a2b3c4d'],
    ask: 2,
  },
]
