import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WITHOUT_ROWID } from './schema/without-rowid.ts'

/**
 * Generates a migration from the schema (`npm run migrations -- --name NAME`) and stores the tables of `WITHOUT_ROWID` by
 * their key alone, which drizzle-kit cannot write.
 */
const folder = join(import.meta.dirname, 'migrations')
execFileSync('drizzle-kit', ['generate', ...process.argv.slice(2)], { stdio: 'inherit' })
for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
  const path = join(folder, name)
  const made = readFileSync(path, 'utf8').replaceAll(
    /(CREATE TABLE `(\w+)` \([^;]*\n\));/g,
    (whole, statement: string, table: string) => (WITHOUT_ROWID.has(table) ? `${statement} WITHOUT ROWID;` : whole),
  )
  writeFileSync(path, made)
}
