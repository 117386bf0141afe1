import type { Language } from '../../lib/answer.ts'

export const contextDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'may_say: to this customer, here; verify_first: once it is known who is talking; use_only: to guide the conversation, untold; never: not for this conversation.',
    "The customer's own affairs may be told in the app, on the signed-in page, in a conversation that the shop has bound to the customer, or once an order number was named. What is computed about a person is not told, and is not computed for who has refused profiling.",
    'A reply states where an order stands and what an article says word for word, each with its source, and nothing else.',
  ],
  zh: [
    'may_say：可在此告知客户本人；verify_first：核实身份后可说；use_only：仅用于引导对话，不说出口；never：不用于本次对话。',
    '在应用内、已登录页面、由店铺绑定的会话中，或客户报出自己的订单号后，可告知其本人事务；对客户的推算结果不对外说，拒绝画像者不做推算。',
    '回复只陈述订单状态和文章原文，每句都有来源。',
  ],
}
