import { ForbiddenError } from '../../lib/errors.ts'
import type { IdentifierKind } from '../../lib/identifier-vault.ts'
import { readHolders, readTokenHolders } from '../../store/queries/customers/read-identifiers.ts'
import { mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'

/** What kind of identifier somebody wrote. */
export function identifierKind(written: string): IdentifierKind {
  if (written.includes('@')) return 'email'
  return /^[+\d][\d\s()./-]{5,}$/.test(written.trim()) ? 'phone' : 'name'
}

/**
 * Customers with this name, e-mail address or telephone number. A name in Chinese finds those who write it so; a name in
 * Latin letters also those of whose Chinese name it is the sound, since that is all that it says. Only when nobody has the
 * name, those whose name holds all of its words, and at last those whose name sounds like it.
 *
 * @throws {ForbiddenError} for roles that may not see identifiers: who holds a name is one
 */
export function lookUpIdentifier(ctx: ServiceContext, written: string): readonly string[] {
  const { role } = ctx.actor
  if (!mayRole(role, 'read:identifiers') || role === 'service_bot') {
    throw new ForbiddenError(`the role ${role} may not look customers up by name, e-mail or telephone`, {
      field: 'identifier',
      hint: 'Ask for the customer by id or by an order number.',
      details: { reason_code: role === 'service_bot' ? 'not_available' : 'forbidden' },
    })
  }
  const kind = identifierKind(written)
  const exact = readHolders(ctx.store, kind, ctx.vault.hash(kind, written))
  if (kind !== 'name') return exact
  const alike = (): string[] =>
    ctx.vault.soundHashes(written).flatMap((hash) => readTokenHolders(ctx.store, kind, [hash]))
  const named = /\p{Script=Han}/u.test(written) ? exact : [...new Set([...exact, ...alike()])].toSorted()
  if (named.length > 0) return named
  const worded = readTokenHolders(ctx.store, kind, ctx.vault.wordHashes(kind, written))
  return worded.length > 0 ? worded : [...new Set(alike())].toSorted()
}
