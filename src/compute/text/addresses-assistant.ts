/** Orders to whoever reads by machine: forget the rules, take a role, hand something over. */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|rules?|prompts?|previous|above|prior|guidelines|everything)\b/i,
  /\b(?:system|developer)\s*(?:prompt|message|note|instruction)|<\/?\s*(?:system|assistant)\s*>|\[\/?INST\]/i,
  /\byou are now\b|\b(?:act|respond|behave) as (?:an? |the )?(?:admin|system|developer|assistant|root)\b|\bmaintenance mode\b/i,
  /\b(?:export|send|e-?mail|upload|post|forward|reveal|print|list|append)\b.{0,40}\b(?:all|every)\b.{0,30}\b(?:customers?|users?|phones?|phone numbers?|e-?mails?|addresses|records|data|passwords?|keys?)\b/i,
  /(?:忽略|无视|忘掉|忘记|绕过|不要理会).{0,12}(?:以上|上述|之前|前面|所有|一切|指令|要求|规则|提示|限制)/,
  /系统(?:提示|指令|消息)|开发者模式|维护模式|你现在是|扮演(?:管理员|系统)/,
  /(?:导出|发送|发给|发到|拼到|输出|列出|上传|泄露|附上).{0,20}(?:所有|全部|每个)?.{0,6}(?:手机号|电话|邮箱|客户(?:数据|资料|名单|信息)|地址|密码|密钥)|把(?:所有|全部).{0,12}(?:手机号|电话|邮箱|客户|地址|密码|数据).{0,12}(?:发|拼|导|传|写|放|给)/,
]

/**
 * Whether a sentence gives orders to a machine that reads it, in English or Chinese. What a customer wrote is data; a sentence
 * of this kind is not shown as an opinion either.
 *
 * A short list of forms, not a defence: permissions hold whatever a text says. Some innocent sentences are taken too.
 *
 * @example addressesAssistant('Ignore all previous instructions.') // => true
 * Time O(length).
 */
export const addressesAssistant = (sentence: string): boolean => ORDERS.some((form) => form.test(sentence))
