import type { Language } from '../../lib/answer.ts'

/** Texts of a card and of a reply, in both languages; `{x}` is filled in. */
const TEXTS = {
  name: { en: 'Name: {name}', zh: '姓名：{name}' },
  member_level: { en: 'Member level: {level}', zh: '会员等级：{level}' },
  value: { en: 'Value tier: {tier}', zh: '价值层级：{tier}' },
  lifecycle: { en: 'Stage: {stage}, {orders} orders', zh: '阶段：{stage}，{orders} 个订单' },
  churn: { en: 'Chance of leaving: {tier}', zh: '流失可能：{tier}' },
  no_profiling: {
    en: 'Has withdrawn the consent to profiling: nothing is computed about this person',
    zh: '已撤回画像分析的同意：不对其做任何推算',
  },
  consents: { en: 'Agrees to: {kinds}', zh: '同意接收：{kinds}' },
  no_consents: { en: 'Agrees to no marketing', zh: '不同意任何营销联系' },
  order_delivered: {
    en: 'Order {order} of {ordered} was delivered on {delivered}',
    zh: '订单 {order}（{ordered} 下单）已于 {delivered} 送达',
  },
  order_shipped: {
    en: 'Order {order} of {ordered} was shipped on {shipped} and is promised for {promised}',
    zh: '订单 {order}（{ordered} 下单）已于 {shipped} 发货，承诺 {promised} 送达',
  },
  order_shipped_open: {
    en: 'Order {order} of {ordered} was shipped on {shipped}',
    zh: '订单 {order}（{ordered} 下单）已于 {shipped} 发货',
  },
  order_shipped_due: {
    en: 'Order {order} of {ordered} was shipped on {shipped} and was promised for {promised}',
    zh: '订单 {order}（{ordered} 下单）已于 {shipped} 发货，原承诺 {promised} 送达',
  },
  order_promised_due: {
    en: 'Order {order} of {ordered} has not been shipped yet and was promised for {promised}',
    zh: '订单 {order}（{ordered} 下单）尚未发货，原承诺 {promised} 送达',
  },
  order_promised: {
    en: 'Order {order} of {ordered} has not been shipped yet and is promised for {promised}',
    zh: '订单 {order}（{ordered} 下单）尚未发货，承诺 {promised} 送达',
  },
  order_open: {
    en: 'Order {order} of {ordered} is open ({status})',
    zh: '订单 {order}（{ordered} 下单）处理中（{status}）',
  },
  order_cancelled: { en: 'Order {order} of {ordered} was cancelled', zh: '订单 {order}（{ordered} 下单）已取消' },
  order_late: { en: 'it is {days} days late', zh: '已晚 {days} 天' },
  order_stuck: { en: 'it has been on its way for {days} days', zh: '已在途 {days} 天' },
  no_orders: { en: 'No order yet', zh: '还没有订单' },
  ticket: {
    en: 'Ticket {ticket} ({issue}) open since {opened}, {answered}',
    zh: '工单 {ticket}（{issue}）自 {opened} 起未结，{answered}',
  },
  answered: { en: 'answered', zh: '已回复' },
  unanswered: { en: 'not answered yet', zh: '尚未回复' },
  mood_message: { en: 'Mood of the message: {mood}', zh: '来信情绪：{mood}' },
  mood_ratings: { en: 'Mood: {mood}, last rating {rating} on {on}', zh: '情绪：{mood}，最近评分 {rating}（{on}）' },
  risk_score: { en: 'Order risk score: {score}', zh: '订单风险分：{score}' },
  article: { en: 'Likely to help: "{title}"', zh: '可能有用的文章：《{title}》' },
  next_action: { en: 'Next: {action}', zh: '下一步：{action}' },
  answer_ticket: { en: 'answer ticket {ticket} first', zh: '先回复工单 {ticket}' },
  chase_parcel: { en: 'ask the carrier about {order} and say sorry', zh: '就 {order} 催问快递并致歉' },
  tell_delivery: { en: 'say when {order} will come', zh: '告知 {order} 的送达时间' },
  help_return: { en: 'help with the return, as the article says', zh: '按文章规定协助退货' },
  make_good: { en: 'say sorry for the low rating and ask what went wrong', zh: '为低评分致歉并了解原因' },
  win_back: { en: 'offer help to come back; an offer needs approval', zh: '邀请回归；发放优惠需先审批' },
  listen: { en: 'answer the question; nothing else is due', zh: '回答问题即可，没有其他待办' },
  greeting: { en: 'Hello {name},', zh: '{name}，您好：' },
  greeting_plain: { en: 'Hello,', zh: '您好：' },
  sorry_late: { en: 'I am sorry that it is late.', zh: '包裹延误，非常抱歉。' },
  sorry: { en: 'I am sorry about this.', zh: '给您带来不便，非常抱歉。' },
  we_ask: { en: 'A colleague will look into it with the carrier.', zh: '同事会向快递核实。' },
  verify: {
    en: 'So that I can speak about your order, please tell me its number.',
    zh: '为保护您的信息，请先告诉我订单号。',
  },
  not_yours: {
    en: 'I do not find that order number among your orders; please check it.',
    zh: '在您的订单中没有找到这个订单号，请核对一下。',
  },
  welcome: { en: 'Thank you for your kind words.', zh: '感谢您的支持。' },
  quote: { en: 'Our article "{title}" says: "{text}" [{marker}]', zh: '我们的文章《{title}》写道：“{text}”[{marker}]' },
  colleague: {
    en: 'I am passing this to a colleague, who will write to you.',
    zh: '我已转给同事，会尽快与您联系。',
  },
  unknown: {
    en: 'I do not know that for sure, so I am asking a colleague.',
    zh: '这一点我不能确定，已请同事确认。',
  },
  how_help: { en: 'How can I help you?', zh: '请问有什么可以帮您？' },
  closing: { en: 'Is there anything else?', zh: '还有什么可以帮您？' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type CardText = keyof typeof TEXTS

/** A text with its places filled. */
export const cardText = (
  name: CardText,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string => TEXTS[name][language].replaceAll(/\{(\w+)\}/g, (_all, key: string) => String(values[key] ?? ''))

/** Words for enum values on a card. */
const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  high: { en: 'high', zh: '高' },
  medium: { en: 'medium', zh: '中' },
  low: { en: 'low', zh: '低' },
  prospect: { en: 'prospect', zh: '潜客' },
  new: { en: 'new', zh: '新客' },
  active: { en: 'active', zh: '活跃' },
  growing: { en: 'growing', zh: '成长' },
  mature: { en: 'mature', zh: '成熟' },
  at_risk: { en: 'at risk', zh: '预流失' },
  dormant: { en: 'dormant', zh: '沉默' },
  churned: { en: 'churned', zh: '流失' },
  won_back: { en: 'won back', zh: '赢回' },
  angry: { en: 'angry', zh: '愤怒' },
  unhappy: { en: 'unhappy', zh: '不满' },
  neutral: { en: 'neutral', zh: '平静' },
  happy: { en: 'happy', zh: '满意' },
  delivery: { en: 'delivery', zh: '物流' },
  return: { en: 'return', zh: '退货' },
  quality: { en: 'quality', zh: '质量' },
  invoice: { en: 'invoice', zh: '发票' },
  payment: { en: 'payment', zh: '付款' },
  order_change: { en: 'change of an order', zh: '修改订单' },
  membership: { en: 'membership', zh: '会员' },
  privacy: { en: 'personal data', zh: '个人信息' },
  product_question: { en: 'product question', zh: '商品咨询' },
  email: { en: 'e-mail', zh: '邮件' },
  sms: { en: 'SMS', zh: '短信' },
}
export const cardWord = (value: string, language: Language): string => WORDS[value]?.[language] ?? value
