import type { Chosen } from './slots.ts'

/** A call besides the first one that a template names. */
export interface OtherTool {
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
}

/** Questions of one meaning: wordings in both languages with `{slot}` placeholders, and the call that they must lead to. */
export interface QuestionTemplate {
  readonly id: string
  readonly tool: string
  /** Further calls whose answer is as right, each with arguments of its own. */
  readonly also?: readonly OtherTool[]
  /** The calls that must all be made, for a question of several parts. */
  readonly every?: readonly OtherTool[]
  /** `$slot` takes the value of that slot; `$slot...` inside `filters` adds its condition. */
  readonly args: Readonly<Record<string, unknown>>
  readonly en: readonly string[]
  readonly zh: readonly string[]
  readonly history?: { readonly en: readonly string[]; readonly zh: readonly string[] }
  /** Who asks; an analyst when left out. */
  readonly role?: string
  /** What the answer is; an answer when left out. */
  readonly expect?: 'answer' | 'proposal'
  /** How many combinations of slot values to ask; each wording gets its share. */
  readonly ask: number
  /** Combinations that mean nothing to a shop. */
  readonly skip?: (chosen: Chosen) => boolean
}

/** Visits belong to no product; a day before the first one has nothing to be compared with. */
const siteByProduct = ({ metric, dimension }: Chosen): boolean =>
  ['conversion_rate', 'bounce_rate'].includes(String(metric?.value)) &&
  ['category', 'brand'].includes(String(dimension?.value))
const withoutBefore = ({ period }: Chosen): boolean => period?.en === 'before June'

/** None of these wordings may stand in prompts/utterances: tests/evals checks that. */
export const TEMPLATES: readonly QuestionTemplate[] = [
  {
    id: 'metric-period',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], period: '$period' },
    en: [
      'Can you tell me our {metric} {period}?',
      'I need the {metric} {period}',
      '{period} {metric} please',
      'how high was {metric} {period}',
    ],
    zh: [
      '{period}的{metric}有多少?',
      '请告诉我{period}{metric}',
      '{period}{metric}多高',
      '想知道{period}我们的{metric}',
    ],
    ask: 40,
  },
  {
    id: 'metric-by-dimension',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], dimensions: ['$dimension'], period: '$period' },
    en: [
      '{metric} by {dimension} {period}',
      'Break {metric} {period} down by {dimension}',
      'give me {metric} for each {dimension} {period}',
    ],
    zh: ['{period}各{dimension}的{metric}', '按{dimension}看{period}的{metric}', '{period}{metric}分{dimension}是多少'],
    ask: 36,
    skip: siteByProduct,
  },
  {
    id: 'top-n',
    tool: 'query_metrics',
    args: { metrics: ['$amount'], dimensions: ['$plural'], period: '$period', limit: '$count', order: 'desc' },
    en: [
      'Which {count} {plural} had the highest {amount} {period}?',
      'top {count} {plural} by {amount} {period}',
      'the {count} {plural} that brought the most {amount} {period}',
    ],
    zh: ['{period}{amount}最高的{count}{plural}是哪些?', '{period}{amount}排名前{count}的{plural}'],
    ask: 30,
  },
  {
    id: 'worst',
    tool: 'query_metrics',
    args: { metrics: ['$amount'], dimensions: ['$plural'], period: '$period', limit: '$count', order: 'asc' },
    en: [
      'Which {count} {plural} had the lowest {amount} {period}?',
      'the {count} {plural} with the least {amount} {period}',
    ],
    zh: ['{period}{amount}最低的{count}{plural}是哪些?', '{period}{amount}最少的{count}{plural}'],
    ask: 12,
  },
  {
    id: 'metric-grain',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], grain: '$grain', period: '$period' },
    en: ['How did {metric} develop {grain} {period}?', 'plot {metric} {grain} {period}'],
    zh: ['{grain}看{period}的{metric}', '{period}{grain}的{metric}走势'],
    ask: 16,
  },
  {
    id: 'metric-filter',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], period: '$period', filters: ['$place'] },
    en: [
      'What was {metric} in {place} {period}?',
      '{metric} for {place} {period}',
      'how much {metric} did {place} bring {period}',
    ],
    zh: ['{place}{period}的{metric}是多少?', '{period}{place}的{metric}'],
    ask: 24,
  },
  {
    id: 'metric-category',
    tool: 'query_metrics',
    args: { metrics: ['$amount'], period: '$period', filters: ['$category'] },
    en: ['What was the {amount} of {category} {period}?', 'how much {amount} came from {category} {period}'],
    zh: ['{period}{category}的{amount}是多少?', '{category}在{period}的{amount}'],
    ask: 16,
  },
  {
    id: 'metric-year-on-year',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], period: { from: '2026-04-01', to: '2026-07-01' }, compare: 'year' },
    en: [
      '{metric} last quarter, year on year',
      'How does {metric} of last quarter compare with the same period last year?',
    ],
    zh: ['上季度{metric}同比如何', '上季度的{metric}和去年同期比怎么样?'],
    ask: 14,
  },
  {
    id: 'metric-previous',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], period: { from: '2026-04-01', to: '2026-07-01' }, compare: 'previous' },
    en: [
      '{metric} last quarter versus the previous period',
      'What was {metric} last quarter compared with the previous quarter?',
    ],
    zh: ['上季度{metric}环比如何', '上季度{metric}环比变化多少?'],
    ask: 12,
  },
  {
    id: 'both-sides',
    tool: 'query_metrics',
    args: {
      metrics: ['customers', 'net_revenue'],
      filters: [
        { field: 'orders', op: 'gte', value: 1, period: { from: '2024-01-01', to: '2025-06-01' } },
        { field: 'orders', op: 'gte', value: 1, period: { from: '2025-07-01', to: '2026-07-01' } },
      ],
    },
    en: [
      'How many customers ordered both before and after June 2025, and how much did they spend?',
      'How many customers bought both before and after June 2025, and what did they spend?',
    ],
    zh: ['2025年6月之前和之后都买过的客户有多少人,他们消费了多少?'],
    ask: 3,
  },
  {
    id: 'list-stage',
    tool: 'find_customers',
    args: { filters: ['$stage'] },
    en: [
      'Show me the {stage} customers',
      'which of our customers are {stage}',
      'I would like a list of {stage} customers',
    ],
    zh: ['列一下{stage}的客户', '{stage}客户名单', '有哪些客户是{stage}的?'],
    ask: 20,
  },
  {
    id: 'list-stage-place',
    tool: 'find_customers',
    args: { filters: ['$stage', '$place'] },
    en: ['List the {stage} customers in {place}', 'find {stage} customers from {place}'],
    zh: ['列出{place}的{stage}客户', '{place}有哪些{stage}客户?'],
    ask: 14,
  },
  {
    id: 'spent-over',
    tool: 'find_customers',
    args: { filters: [{ field: 'net_revenue', op: 'gt', value: '$money', period: '$year' }] },
    en: ['Which customers spent more than {money} in {year}?', 'find everyone who spent over {money} in {year}'],
    zh: ['{year}消费超过{money}的客户有哪些?', '找出{year}花费超过{money}的客户'],
    ask: 12,
  },
  {
    id: 'spent-quiet',
    tool: 'find_customers',
    args: {
      filters: [
        { field: 'net_revenue', op: 'gt', value: '$money' },
        { field: 'days_since_order', op: 'gte', value: '$days' },
      ],
    },
    en: [
      'Customers who spent over {money} but have no order for {days} days',
      'list customers with more than {money} spent and no order for {days} days',
    ],
    zh: ['累计消费超过{money}、{days}天没下单的客户', '找出消费超过{money}且{days}天未下单的客户'],
    ask: 16,
  },
  {
    id: 'order-count',
    tool: 'find_customers',
    args: { filters: [{ field: 'orders', op: 'gte', value: '$times' }] },
    en: ['Customers who ordered at least {times} times', 'list the customers with {times} or more orders'],
    zh: ['下单至少{times}次的客户', '列出下单{times}次以上的客户'],
    ask: 10,
  },
  {
    id: 'bought-category',
    tool: 'find_customers',
    args: { filters: ['$category', { field: 'region', op: 'eq', value: '华东' }] },
    en: [
      'Which customers in East China have bought {category}?',
      'list customers from East China who bought {category}',
    ],
    zh: ['华东有哪些客户买过{category}?', '列出华东买过{category}的客户'],
    ask: 8,
  },
  {
    id: 'never-bought',
    tool: 'find_customers',
    args: { filters: [{ field: 'category', op: 'not_in', value: ['skincare'] }, '$stage'] },
    en: ['{stage} customers who never bought skincare', 'find {stage} customers who have not bought skincare'],
    zh: ['从未买过护肤的{stage}客户', '找出没买过护肤的{stage}客户'],
    ask: 10,
  },
  {
    id: 'profile',
    tool: 'get_customer_profile',
    also: [{ tool: 'get_service_context', args: { customer_id: '$customer' } }],
    args: { customer_id: '$customer' },
    en: [
      'Tell me everything about {customer}',
      'I am about to phone {customer}, what should I know about her?',
      'give me the whole picture of {customer}',
      'who is {customer}',
    ],
    zh: [
      '介绍一下 {customer} 这位客户',
      '马上要给 {customer} 打电话,先了解一下她',
      '{customer} 的完整画像',
      '{customer} 是个什么样的客户',
    ],
    ask: 20,
  },
  {
    id: 'orders-of',
    tool: 'find_orders',
    args: { customer_id: '$customer' },
    en: ['What has {customer} ordered so far?', 'show me all orders placed by {customer}'],
    zh: ['{customer} 都下过哪些订单?', '看一下 {customer} 的订单记录'],
    ask: 12,
  },
  {
    id: 'order-lookup',
    tool: 'find_orders',
    also: [
      { tool: 'get_service_context', args: { order_id: '$order' } },
      { tool: 'measure_delivery', args: { order_id: '$order' } },
    ],
    args: { order_id: '$order' },
    en: ['Where is order {order}?', 'when will {order} be delivered', 'can {order} still be returned?'],
    zh: ['订单 {order} 到哪了?', '{order} 什么时候能送到', '{order} 还能退吗?'],
    ask: 10,
  },
  {
    id: 'why-change',
    tool: 'explain_change',
    args: { metric: '$amount', period: '$period' },
    en: [
      'Why did {amount} change {period}?',
      'What explains the drop of {amount} {period}?',
      'why is {amount} down {period}',
    ],
    zh: ['{period}{amount}为什么变了?', '{period}{amount}下降是什么原因?', '是什么导致{period}{amount}下滑'],
    ask: 18,
    skip: withoutBefore,
  },
  {
    id: 'rfm-scores',
    tool: 'score_rfm',
    args: {},
    en: ['Score every customer on recency, frequency and spend', 'compute RFM scores for our customers'],
    zh: ['给每个客户打RFM分', '计算一下客户的RFM评分'],
    ask: 4,
  },
  {
    id: 'rfm-gross',
    tool: 'score_rfm',
    args: { revenue: 'gross' },
    en: ['Compute the RFM scores on gross revenue', 'RFM scoring using gross amounts please'],
    zh: ['按毛收入计算RFM评分', '用毛收入给客户打RFM分'],
    ask: 4,
  },
  {
    id: 'lifecycle-sizes',
    tool: 'segment_customers',
    args: { method: 'lifecycle' },
    en: ['How large is each lifecycle stage at the moment?', 'count customers per lifecycle stage'],
    zh: ['目前每个生命周期阶段各有多少客户?', '统计一下各生命周期阶段的人数'],
    ask: 4,
  },
  {
    id: 'lifecycle-compared',
    tool: 'segment_customers',
    args: { method: 'lifecycle', compare_as_of: '2026-05-31' },
    en: [
      'How large is each lifecycle stage, and how does that compare with last month?',
      'lifecycle stage sizes now compared with last month',
    ],
    zh: ['每个生命周期阶段现在多少人,与上个月相比变化如何?', '生命周期各阶段人数和上个月比怎么样'],
    ask: 4,
  },
  {
    id: 'value-tiers',
    tool: 'segment_customers',
    args: { method: 'value' },
    en: ['Divide the customers by value tier', 'how many customers fall into the high, medium and low value tier'],
    zh: ['按价值等级给客户分层', '高、中、低价值客户各有多少'],
    ask: 4,
  },
  {
    id: 'region-segments',
    tool: 'segment_customers',
    args: { method: 'region' },
    en: ['Split the customer base by region', 'segment all customers geographically'],
    zh: ['按地区给客户分群', '把客户按区域分组看看'],
    ask: 4,
  },
  {
    id: 'demographic-segments',
    tool: 'segment_customers',
    args: { method: 'demographic' },
    en: ['What do our customers look like by age and gender?', 'customer split by age band and gender'],
    zh: ['客户的年龄和性别构成怎样?', '按年龄段和性别给客户分群'],
    ask: 4,
  },
  {
    id: 'rfm-segments',
    tool: 'segment_customers',
    args: { method: 'rfm' },
    en: ['Segment all customers by RFM', 'sizes of the RFM segments'],
    zh: ['用RFM给客户分群', 'RFM各分群有多大'],
    ask: 4,
  },
  {
    id: 'cohort',
    tool: 'analyze_cohorts',
    args: { period: '$cohort' },
    en: [
      'How well did we retain the customers won in {cohort}?',
      'retention of the {cohort} newcomers after one and three months',
      'of the first-time buyers of {cohort}, how many came back?',
    ],
    zh: ['{cohort}的新客后来留存如何?', '{cohort}首购客户次月和第三个月的留存', '{cohort}来的新客有多少回来再买?'],
    ask: 16,
  },
  {
    id: 'cohort-all',
    tool: 'analyze_cohorts',
    args: {},
    en: ['Show the retention table of all cohorts', 'how well do newly won customers stay with us'],
    zh: ['看一下所有同期群的留存表', '新客的整体留存情况'],
    ask: 4,
  },
  {
    id: 'definition',
    tool: 'explain_metric',
    args: { metric: '$defined' },
    en: ['How exactly do you compute {defined}?', 'what counts as {defined} here', 'definition of {defined} please'],
    zh: ['{defined}具体是怎么计算的?', '{defined}的口径是什么', '请解释{defined}的定义'],
    ask: 18,
  },
  {
    id: 'data',
    tool: 'describe_data',
    args: {},
    en: [
      'Which data have you got in there?',
      'from when to when do our orders reach',
      'how many rows were left out of the analysis and for what reason',
    ],
    zh: ['系统里都有哪些数据?', '订单数据从什么时候到什么时候', '有多少行没有进入分析,原因是什么'],
    ask: 6,
  },
  {
    id: 'import-quality',
    tool: 'describe_data',
    args: { import_id: 'latest_orders' },
    en: ['Were any rows of the last order import rejected, and why?', 'how clean was the latest orders import'],
    zh: ['最近一次订单导入有没有被拒绝的行,为什么?', '最近导入的订单数据干净吗'],
    ask: 4,
  },
  {
    id: 'follow-period',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], period: '$year' },
    en: ['And {year}?', 'what about {year}?'],
    zh: ['那{year}呢?', '换成{year}呢?'],
    history: { en: ['What was the {metric} in Q1 2026?'], zh: ['2026年一季度的{metric}是多少?'] },
    ask: 14,
  },
  {
    id: 'follow-place',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], period: { from: '2026-04-01', to: '2026-07-01' }, filters: ['$place'] },
    en: ['Only {place}', 'and for {place}?'],
    zh: ['只看{place}的呢?', '{place}呢?'],
    history: { en: ['What was the {metric} last quarter?'], zh: ['上季度的{metric}是多少?'] },
    ask: 14,
  },
  {
    id: 'follow-dimension',
    tool: 'query_metrics',
    args: { metrics: ['$metric'], period: { from: '2026-04-01', to: '2026-07-01' }, dimensions: ['$dimension'] },
    en: ['Now by {dimension}', 'split it by {dimension}'],
    zh: ['按{dimension}看呢?', '分{dimension}看一下'],
    history: { en: ['What was the {metric} last quarter?'], zh: ['上季度的{metric}是多少?'] },
    ask: 12,
    skip: siteByProduct,
  },
  {
    id: 'follow-those',
    tool: 'find_customers',
    args: { within: 'r1', filters: [{ field: 'net_revenue', op: 'gt', value: '$money', period: '$year' }] },
    en: ['Of those, who spent more than {money} in {year}?', 'which of them spent over {money} in {year}'],
    zh: ['其中{year}消费超过{money}的有谁?', '这些客户里{year}花费超过{money}的是哪些?'],
    history: { en: ['List the dormant customers'], zh: ['列出沉默客户'] },
    ask: 10,
  },
  {
    id: 'follow-person',
    tool: 'find_orders',
    args: { customer_id: '$customer' },
    en: ['What has she ordered?', 'show me her orders'],
    zh: ['她都下过什么订单?', '看看她的订单'],
    history: { en: ['Give me the profile of {customer}'], zh: ['看看 {customer} 的画像'] },
    ask: 8,
  },
]
