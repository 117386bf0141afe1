import { randomUUID } from 'node:crypto'
import { personHash } from '../../lib/person-hash.ts'
import { importLedger } from '../../store/queries/facts/import-ledger.ts'
import { insertErasures } from '../../store/queries/privacy/erasures.ts'
import { erasePerson as eraseRows, type ErasedRows } from '../../store/queries/privacy/erase-person.ts'
import { noteChanges } from '../changes/note-changes.ts'
import type { ServiceContext } from '../context.ts'
import { forgetRepliesAbout } from '../idempotency/forget-replies-about.ts'
import type { Person } from './find-person.ts'
import { keepErasures } from './kept-erasures.ts'
import { redactTexts } from './redact-texts.ts'
import { sweepFiles } from './sweep-files.ts'

/** Names and addresses are many people's: a hash of one must not keep a namesake out. */
const BARS_RETURN = new Set(['email', 'phone', 'document', 'device', 'anonymous_id', 'external_id'])

export interface Erasure {
  readonly rows: ErasedRows
  readonly texts: number
  readonly files: number
}

/**
 * Erases a person, inside the caller's transaction: files first, since a crash between leaves the person to be erased again,
 * then every table, what was said of them, and, where the person is not to return, a keyed hash that keeps imports and backups from
 * bringing them back.
 */
export function erasePerson(
  ctx: ServiceContext,
  person: Person,
  { barsReturn = true }: { readonly barsReturn?: boolean } = {},
): Erasure {
  const { store, vault } = ctx
  const erasedAt = ctx.clock()
  const files = sweepFiles(ctx, person)
  const texts = redactTexts(ctx, person)
  forgetRepliesAbout(ctx, [person.customerId, ...person.identifiers.map(({ value }) => value)])
  const rows = eraseRows(store, person.customerId, `erased-${randomUUID()}`)
  if (barsReturn) {
    insertErasures(store, [
      { valueHash: personHash(vault, person.customerId), kind: 'customer_id', erasedAt },
      ...person.identifiers
        .filter(({ kind }) => BARS_RETURN.has(kind))
        .map(({ kind, value }) => ({ valueHash: vault.hash(kind, value), kind, erasedAt })),
    ])
    keepErasures(ctx)
  }
  noteChanges(ctx, [{ customerId: person.customerId, part: 'erased' }])
  importLedger(store).factsMoved(null, erasedAt)
  return { rows, texts, files }
}
