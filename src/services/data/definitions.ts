import type { Language } from '../../lib/answer.ts'

export const dataDefinitions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Read = imported + duplicates + quarantined, for every file. Quarantined rows could not become facts; they stand in the quarantine file with line, column, value and reason.',
    'Left out = imported rows that analyses do not count (cancelled, test, zero or negative orders, lines without a customer in customer figures), by reason.',
    'Quality score = share of rows read that were accepted x share of valid orders that name a customer x share of orders that figures can use; for one import, the first share alone.',
  ],
  zh: [
    '每个文件：读取 = 导入 + 重复 + 隔离。隔离行无法成为事实，连同行号、列、值和原因写在隔离文件里。',
    '不计入 = 已导入但分析不统计的行（取消、测试、零额或负额订单，客户口径下没有客户的行），按原因列出。',
    '质量分 = 读取行中被接受的比例 × 有效订单中有客户的比例 × 可用于统计的订单比例；单个导入只看第一项。',
  ],
}
