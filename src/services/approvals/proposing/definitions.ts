/** What a proposal is, in words. */
export const proposalDefinitions = {
  en: [
    'A proposal holds exact arguments under a hash of who asks for what with which arguments; an approval is for that hash and no other, within 24 hours, once.',
    'Messages, coupons and prices leave as one signed file in the outbox folder; Kith sends nothing to customers by itself.',
    'Consents and addresses are looked at again when it is carried out.',
  ],
  zh: [
    '提案保存确切的参数，并对提出者、动作与参数取哈希；批准只对该哈希有效，24 小时内、仅一次。',
    '消息、优惠券与价格以一个带签名的文件写入 outbox 文件夹；Kith 不会自行向客户发送任何内容。',
    '执行时会再次核对同意状态与联系方式。',
  ],
} as const
