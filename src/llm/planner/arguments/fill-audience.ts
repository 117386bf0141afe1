import type { NumberMark } from '../marks/mark.ts'
import { spendAct } from './fill-budget.ts'
import { freeMarks, type FillRequest } from './request.ts'

const HOLDOUT =
  /\bhold[\s-]?outs?\b|\bheld (?:out|back)\b|\b(?:hold|holding|keep|keeping|set|setting|leave) (?:\S+ ){0,3}(?:back|aside)\b|\bcontrol(?: group)?\b|对照|留出|留空/
const RECENT =
  /\b(?:recent buyers|bought (?:recently|lately|in the last)|ordered (?:recently|lately))\b|最近(?:买|下单)|近期(?:买|购)/

/** "with a hold-out of 20 %", 留20%做对照: the share that is left alone. */
export function readHoldoutShare(request: FillRequest): number | null {
  spendAct(request)
  if (!HOLDOUT.test(request.text)) return null
  const share = freeMarks(request).find((mark): mark is NumberMark => mark.kind === 'number' && mark.unit === 'ratio')
  if (share === undefined) return null
  request.used.add(share)
  return share.value
}

/** "leave out who bought in the last 14 days": for how long somebody counts as a recent buyer. */
export function readRecentDays(request: FillRequest): number | null {
  if (!RECENT.test(request.text) || !/leave out|exclud|without|suppress|排除|剔除|去掉|除去/.test(request.text))
    return null
  for (const mark of freeMarks(request)) {
    const days =
      mark.kind === 'period' && typeof mark.value === 'string' ? /^last_(\d+)_days$/.exec(mark.value)?.[1] : undefined
    if (days === undefined) continue
    request.used.add(mark)
    return Number(days)
  }
  return null
}
