import type { IdentifierVault } from './identifier-vault.ts'

/** Under which proposals, audit and erasures know a customer: it outlives the customer and names nobody without the key. */
export const personHash = (vault: Pick<IdentifierVault, 'hash'>, customerId: string): Buffer =>
  vault.hash('external_id', `customer ${customerId}`)
