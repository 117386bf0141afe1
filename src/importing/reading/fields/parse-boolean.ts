const YES: ReadonlySet<string> = new Set(
  'true t yes y 1 1.0 on granted subscribed opted_in opt_in 是 有 真 对 同意 已同意 已订阅 订阅 开 开启'.split(' '),
)
const NO: ReadonlySet<string> = new Set(
  'false f no n 0 0.0 off denied withdrawn unsubscribed opted_out opt_out 否 无 没有 假 不 不同意 未同意 拒绝 已拒绝 退订 已退订 未订阅 关 关闭'.split(
    ' ',
  ),
)

/** Yes or no in English or Chinese; null for anything else. */
export function parseBoolean(cell: string): boolean | null {
  const word = cell.normalize('NFKC').trim().toLowerCase().replaceAll(/[ -]/g, '_')
  if (YES.has(word)) return true
  return NO.has(word) ? false : null
}
