import { createHmac } from 'node:crypto'
import type { IdentifierVault } from '../../../lib/identifier-vault.ts'

/** The secret that receivers of approved actions check signatures with; derived from the shop's key, so it needs no keeping. */
export const outboxSecret = (vault: IdentifierVault): string =>
  vault.hash('document', 'kith outbox signing secret').toString('hex')

/**
 * `sha256=` and the HMAC-SHA-256 of a file's bytes under the outbox secret, as webhooks are usually signed.
 *
 * @example signFile(vault, '{}') // 'sha256=' and 64 hexadecimal digits
 */
export const signFile = (vault: IdentifierVault, content: string | Buffer): string =>
  `sha256=${createHmac('sha256', outboxSecret(vault)).update(content).digest('hex')}`
