import type { VoiceRow } from '../../store/queries/voice/read-ratings.ts'
import type { ServiceContext } from '../context.ts'
import { voiceValue, type VoiceDimension } from './voice-dimensions.ts'

/** Rows by what they hold of a dimension; those that hold nothing are left out. */
export function groupVoice<Row extends VoiceRow>(
  ctx: ServiceContext,
  rows: readonly Row[],
  by: VoiceDimension,
): ReadonlyMap<string, readonly Row[]> {
  const valueOf = voiceValue(ctx, by)
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const value = valueOf(row)
    if (value === null) continue
    const group = groups.get(value)
    if (group === undefined) groups.set(value, [row])
    else group.push(row)
  }
  return groups
}
