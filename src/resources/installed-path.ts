import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { KithError } from '../lib/errors.ts'

/**
 * A file or folder that belongs to Kith itself, found above the running code: beside `src` in a checkout, inside `dist` in a build.
 *
 * @param path - as a checkout has it
 * @throws {KithError} UNAVAILABLE when this installation lacks it
 * @example installedPath('data/lexicons/sentiment-en.txt') // => /srv/kith/data/lexicons/sentiment-en.txt
 */
export function installedPath(path: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, path)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) break
  }
  throw new KithError('UNAVAILABLE', `${path} is not in this installation of Kith`, {
    hint: 'Install from a full copy of the repository and build again; the file belongs to it.',
  })
}
