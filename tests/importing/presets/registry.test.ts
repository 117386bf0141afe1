import { expect, test } from 'vitest'
import { PRESETS } from '../../../src/importing/presets/registry.ts'
import { KIND_FIELDS } from '../../../src/importing/kinds.ts'

test('presets give only fields that their kind has', () => {
  for (const { layouts } of PRESETS) {
    for (const layout of layouts) {
      const known = KIND_FIELDS[layout.kind].map((field) => field.name)
      const columns = layout.jsonColumns ?? layout.headless?.columns ?? layout.signature
      const given = layout.shaper?.({ columns, companion: null }).fields ?? Object.keys(layout.mapping)
      expect(known).toEqual(expect.arrayContaining([...given]))
    }
  }
})
