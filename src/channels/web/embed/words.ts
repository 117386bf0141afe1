/** What the panel itself says, around the customer's card. */
export const EMBED_WORDS = {
  en: {
    waiting: 'Waiting for the desk to say whom the conversation is with…',
    loading: 'Looking the customer up…',
    noKey:
      'This panel has no key. Add #key=kith_… to its address in the settings of the desk; a key of the role service_bot is enough.',
    noContact: 'This contact has no e-mail address, telephone number or customer id to look up.',
    failed: 'The customer could not be looked up',
    may_say: 'May be said',
    use_only: 'For your eyes: use it, do not say it',
    verify_first: 'Only after the customer has proved who they are',
    handOff: 'Hand this conversation over to a person.',
    asOf: 'as of',
  },
  zh: {
    waiting: '正在等待客服系统告知对话的客户……',
    loading: '正在查找客户……',
    noKey: '这个面板没有密钥。请在客服系统的设置里，把 #key=kith_… 加到它的地址后面；service_bot 角色的密钥即可。',
    noContact: '这位联系人没有可供查找的邮箱、电话或客户编号。',
    failed: '无法查到这位客户',
    may_say: '可以告诉客户',
    use_only: '仅供参考，不要说出来',
    verify_first: '核实客户身份之后才能说',
    handOff: '请把这次对话转给人工处理。',
    asOf: '截至',
  },
} as const
