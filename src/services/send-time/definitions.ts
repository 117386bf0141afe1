/** How the best time to send is found, in words. */
export const sendTimeDefinitions = {
  en: [
    'Hours are those of the shop’s zone, in which its customers live as far as is known. The goal is an act: opening a message, clicking in it, or ordering.',
    'Rate = share of such acts that fall into the hour; few own acts are pulled to what all customers do, which counts for 20 acts. Lift = rate against an hour of a day on which all hours were alike; intervals are 95 %.',
    'It says when people act. That a message at that hour causes more of it only a test can show. Customers who have not consented to the channel, or refuse profiling, are left out.',
  ],
  zh: [
    '小时按店铺时区计（客户所在时区以此为准）。目标为一种行为：打开消息、点击消息或下单。',
    '占比 = 此类行为落在该小时的份额；本人行为较少时向全体客户收缩，全体相当于 20 次行为。提升 = 相对于各小时均等时的倍数；区间为 95%。',
    '它说明人们何时行动；某个时段发送是否带来更多效果，需要测试才能知道。未同意该渠道或拒绝画像的客户不计入。',
  ],
} as const
