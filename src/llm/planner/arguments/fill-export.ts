import { callBefore } from '../turn/thread-state.ts'
import { freeMarks, type FillRequest } from './request.ts'

const AUDIENCE = /\b(?:aud|winback)-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}\b/

/** The audience by its id, or the one that the answer before drew up; the date in the id is no period. */
export function readAudienceId(request: FillRequest): string | null {
  const found = AUDIENCE.exec(request.text)
  if (found === null) {
    const before = callBefore(request.thread)
    const data = before?.result?.ok === true ? (before.result.data as { readonly audience_id?: unknown }) : {}
    return typeof data.audience_id === 'string' ? data.audience_id : null
  }
  const end = found.index + found[0].length
  for (const mark of freeMarks(request)) if (mark.start < end && mark.end > found.index) request.used.add(mark)
  return found[0]
}

/** Which system the file is for. */
export function readFormat({ tool, text }: FillRequest): string | null {
  if (!tool.arguments.has('hashed')) return null
  if (/klaviyo/.test(text)) return 'klaviyo'
  if (/\bmeta\b|facebook|instagram/.test(text)) return 'meta'
  return /\bcsv\b|spreadsheet|excel|表格/.test(text) ? 'csv' : null
}

/** Whether addresses are to leave as digests. */
export const readHashed = ({ text }: FillRequest): true | null =>
  /\bhash(?:ed|es)?\b|哈希|加密/.test(text) ? true : null
