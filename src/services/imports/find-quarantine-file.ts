import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { NotFoundError } from '../../lib/errors.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

/** The file of the rows that an import set aside, by the id of the import; it holds personal data as it was sent. */
export function findQuarantineFile({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly importId: string }
}): string {
  authorise(ctx, 'import')
  const path = join(ctx.home, 'quarantine', `${input.importId}.csv`)
  if (!/^I-[0-9a-z-]+$/.test(input.importId) || !existsSync(path)) throw new NotFoundError('import', input.importId)
  return path
}
