import { InvalidInputError } from '../../lib/errors.ts'
import { cdnow } from './cdnow.ts'
import { movielens } from './movielens.ts'
import { olist } from './olist.ts'
import { onlineRetail } from './online-retail.ts'
import type { Preset } from './preset.ts'
import { segment } from './segment.ts'
import { shopify } from './shopify.ts'
import { woocommerce } from './woocommerce.ts'

/** Every preset, in the order in which they are listed. */
export const PRESETS: readonly Preset[] = [onlineRetail, cdnow, movielens, olist, shopify, woocommerce, segment]

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
