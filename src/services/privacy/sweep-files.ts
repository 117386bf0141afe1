import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { forgetRows } from '../../importing/forget-rows.ts'
import { dryRunFolder } from '../../importing/try-on-copy.ts'
import { signFile } from '../approvals/outbox/sign-file.ts'
import type { ServiceContext } from '../context.ts'
import { forgetQuestions } from '../threads/question-history.ts'
import { indexFolderOf } from '../text-index/refresh-text-index.ts'
import type { Person } from './find-person.ts'
import { ownWords } from './redact-texts.ts'

/**
 * Takes a person out of the files beside the store: rows of quarantine files and of lists that left, archives about them,
 * questions typed at the terminal, and the index of texts, which is made anew from what remains. Also text that only names them (a name shared by many may
 * take more rows of a quarantine file than theirs: those can be imported again from their source).
 *
 * @returns files that were changed or removed
 */
export function sweepFiles(ctx: ServiceContext, person: Person): number {
  const names = person.identifiers.filter(({ kind }) => kind === 'name' || kind === 'address').map(({ value }) => value)
  const words = ownWords(person)
  let changed = 0
  for (const path of filesOf(join(ctx.home, 'quarantine'))) {
    if (mentions(path, [...words, ...names]) && forgetRows(path, [...words, ...names]) > 0) changed += 1
  }
  for (const path of filesOf(join(ctx.home, 'outbox')).filter((file) => !file.endsWith('.sig'))) {
    if (!mentions(path, words)) continue
    changed += 1
    if (path.endsWith('.csv')) {
      forgetRows(path, words)
      writeFileSync(`${path}.sig`, `${signFile(ctx.vault, readFileSync(path))}\n`, { mode: 0o600 })
    } else {
      rmSync(path)
      rmSync(`${path}.sig`, { force: true })
    }
  }
  if (existsSync(dryRunFolder(ctx.home))) rmSync(dryRunFolder(ctx.home), { recursive: true })
  if (forgetQuestions(ctx.home, [...words, ...names]) > 0) changed += 1
  const index = indexFolderOf(ctx.home)
  if (existsSync(index)) {
    rmSync(index, { recursive: true })
    changed += 1
  }
  return changed
}

const filesOf = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(folder, name))
    : []

function mentions(path: string, words: readonly string[]): boolean {
  const text = readFileSync(path, 'utf8').toLowerCase()
  return words.some((word) => text.includes(word.toLowerCase()))
}
