import { NotFoundError } from '../../lib/errors.ts'
import { IDENTIFIER_KINDS, type IdentifierKind } from '../../lib/identifier-vault.ts'
import { personHash } from '../../lib/person-hash.ts'
import { readIdentifiers } from '../../store/queries/customers/read-identifiers.ts'
import { readCustomerExists } from '../../store/queries/customers/read-customer-record.ts'
import { listCustomerIds } from '../../store/queries/privacy/list-customer-ids.ts'
import type { ServiceContext } from '../context.ts'

export interface Person {
  readonly customerId: string
  readonly identifiers: readonly { readonly kind: IdentifierKind; readonly value: string }[]
}

/** The customer with everything that names them. */
export function readPersonById(ctx: ServiceContext, customerId: string): Person {
  if (!readCustomerExists(ctx.store, customerId, Number.MAX_SAFE_INTEGER))
    throw new NotFoundError('customer', customerId)
  return {
    customerId,
    identifiers: readIdentifiers(ctx.store, [customerId], IDENTIFIER_KINDS).map(({ kind, cipher }) => ({
      kind,
      value: ctx.vault.decrypt(cipher),
    })),
  }
}

/**
 * The customer whose hash a proposal carries.
 *
 * @throws {NotFoundError} when nobody has it, for example because the person was erased meanwhile
 */
export function readPersonByHash(ctx: ServiceContext, hash: string): Person {
  const customerId = listCustomerIds(ctx.store).find((id) => personHash(ctx.vault, id).toString('hex') === hash)
  if (customerId === undefined) {
    throw new NotFoundError('customer', `of the proposal`, { hint: 'The person is not in this shop any more.' })
  }
  return readPersonById(ctx, customerId)
}
