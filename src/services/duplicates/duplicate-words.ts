import type { Language } from '../../lib/answer.ts'
import type { ShownIdentifiers } from '../customers/show-identifiers.ts'
import type { BlockingKind, MatchedPair } from './match-pairs.ts'

const KINDS: Readonly<Record<BlockingKind, Readonly<Record<Language, string>>>> = {
  phone: { en: 'same telephone number', zh: '手机号相同' },
  email: { en: 'same e-mail address', zh: '邮箱相同' },
  document: { en: 'same document number', zh: '证件号相同' },
  address: { en: 'same address', zh: '地址相同' },
}

const NAMES: Readonly<Record<MatchedPair['name'], Readonly<Record<Language, string>>>> = {
  same: { en: 'same name', zh: '姓名相同' },
  similar: { en: 'nearly the same name', zh: '姓名相近' },
  different: { en: 'different names', zh: '姓名不同' },
  missing: { en: 'no name to compare', zh: '缺少姓名可比' },
}

/** What two accounts share, with the shared identifiers masked. */
export function evidenceWords(
  { a, shared, name }: MatchedPair,
  values: ShownIdentifiers['values'],
  language: Language,
): string {
  const parts = shared.map((kind) => {
    const masked = values.get(a)?.[kind]
    return masked === undefined ? KINDS[kind][language] : `${KINDS[kind][language]} ${masked}`
  })
  return [...parts, NAMES[name][language]].join(language === 'zh' ? '、' : ', ')
}

export const duplicateDefinition: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Accounts that share a telephone number, an e-mail, a document or an address are compared; width, case, spaces, country code and forms of address do not count.',
    'The probability that two are of one person weighs what agrees against how often it agrees by chance (Fellegi & Sunter); a common name weighs less, and a different name speaks against a household.',
    'Identifiers that more than twenty accounts share are left out: they belong to a desk, not to a person. Nothing is merged without a decision.',
  ],
  zh: [
    '比较共用手机号、邮箱、证件或地址的账号；全半角、大小写、空格、国家区号和称谓不计。',
    '为同一人的概率：把相符之处与其偶然相符的机会相权衡（Fellegi & Sunter）；常见姓名权重较低，姓名不同则不利于判为同一人（例如同住家人）。',
    '超过二十个账号共用的标识不计：它属于前台或驿站，而不是个人。未经决定不会合并任何账号。',
  ],
}
