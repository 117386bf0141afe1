import { readFileSync } from 'node:fs'
import { installedPath } from '../resources/installed-path.ts'

const manifest: unknown = JSON.parse(readFileSync(installedPath('package.json'), 'utf8'))

/** The version of this Kith, as package.json has it. */
export const packageVersion =
  manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '0.0.0'
