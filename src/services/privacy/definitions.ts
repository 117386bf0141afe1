import type { Language } from '../../lib/answer.ts'

export const privacyDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'A personal export holds every row about the person with its purpose, the identifiers in the clear, and the lists on which data left.',
    'Erasing removes identifiers, profile, predictions, what the person wrote and did on the site, and their rows in kept answers and files; orders stay as orders of nobody.',
    'A keyed hash of the id, e-mail and telephone number is kept, so that no later import and no restored backup brings the person back.',
  ],
  zh: [
    '个人数据副本包含与此人有关的每一行及其用途、明文的身份信息，以及数据曾随之离开的名单。',
    '删除会移除身份信息、画像、预测、此人写过的内容和访问记录，以及保存的回答和文件中的相关行；订单保留，但不再属于任何人。',
    '只保留编号、邮箱和电话的加密散列，使以后的导入和恢复的备份都不会带回此人。',
  ],
}
