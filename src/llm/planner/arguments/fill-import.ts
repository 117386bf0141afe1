import type { FillRequest } from './request.ts'

/** Kinds of imports and the words for them, more telling ones first. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\breviews?\b|评论|评价/, 'reviews'],
  [/\bevents?\b|事件|行为日志/, 'events'],
  [/\breturns?\b|退货/, 'returns'],
  [/\bproducts?\b|商品|产品/, 'products'],
  [/\bcustomers?\b|客户|顾客|会员/, 'customers'],
  [/\border(?:s| lines)?\b|订单/, 'orders'],
]
const IMPORT = /\b(?:import(?:ed|s)?|upload(?:ed)?|file|load(?:ed)?)\b|导入|上传|文件/
const LATEST = /\b(?:last|latest|newest|most recent|yesterday)\b|最近|最新|最后|上次|上一次|昨天|刚/
const HOW_IT_WENT =
  /\b(?:clean|quality|reject\w*|duplicates?|quarantin\w*|bad rows|errors?|complete\w*|go|went|wrong|fail\w*)\b|干净|质量|拒绝|被拒|重复|隔离|坏|错|失败|完整|怎么样|如何|问题/

/** Which import is asked about: the latest of the kind that is named beside "import" or "file". */
export function readImport({ text }: FillRequest): string | null {
  if (!IMPORT.test(text) || !(LATEST.test(text) || HOW_IT_WENT.test(text))) return null
  const kind = KINDS.find(([pattern]) => pattern.test(text))?.[1]
  if (kind !== undefined) return `latest_${kind}`
  return LATEST.test(text) ? 'latest' : null
}
