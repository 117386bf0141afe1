import { InvalidInputError } from '../../lib/errors.ts'
import { cdnow } from './cdnow.ts'
import { onlineRetail } from './online-retail.ts'
import type { Preset } from './preset.ts'

export const PRESETS: readonly Preset[] = [onlineRetail, cdnow]

/** @throws {InvalidInputError} listing the presets that exist */
export function findPreset(name: string): Preset {
  const found = PRESETS.find((preset) => preset.name === name)
  if (found === undefined) {
    throw new InvalidInputError(`there is no preset '${name}'`, {
      field: 'preset',
      hint: `Presets: ${PRESETS.map((preset) => preset.name).join(', ')}.`,
    })
  }
  return found
}
