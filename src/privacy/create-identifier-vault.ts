import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { KithError } from '../lib/errors.ts'
import type { IdentifierKind, IdentifierVault } from '../lib/identifier-vault.ts'
import { normaliseIdentifier } from './normalise-identifier.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const HASH_BYTES = 16

/**
 * The vault of one shop key: AES-256-GCM with a fresh nonce per value, and HMAC-SHA-256 for look-ups, each under its own
 * key derived from the shop's by HKDF, so that neither helps against the other.
 *
 * @param key - 32 secret bytes
 * @param keyVersion - kept beside each cipher, so that a rotation knows what it has still to do
 * @throws {KithError} INVALID_INPUT when the key has another length; decrypt: INTERNAL when the cipher was made with another
 * key or was changed
 */
export function createIdentifierVault(key: Buffer, keyVersion = 1): IdentifierVault {
  if (key.length !== 32) {
    throw new KithError('INVALID_INPUT', `the shop key has ${key.length} bytes`, {
      field: 'KITH_KEY',
      hint: 'It must be 32 bytes, written as 64 hexadecimal digits or as base64.',
    })
  }
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `kith/${purpose}`, 32))
  const cipherKey = derive('identifier-cipher')
  const hashKey = derive('identifier-hash')
  const blind = (text: string): Buffer => createHmac('sha256', hashKey).update(text).digest().subarray(0, HASH_BYTES)

  return {
    keyVersion,
    encrypt(plain) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce)
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    decrypt(sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, NONCE_BYTES))
        decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
        const body = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new KithError('INTERNAL', 'an encrypted identifier does not open with the key of this shop', {
          hint: 'Start with the key that the store was made with: the file KITH_HOME/key, or KITH_KEY.',
          cause,
        })
      }
    },
    hash: (kind, value) => blind(`${kind}\0${normaliseIdentifier(kind, value)}`),
    tokenHashes: (kind, value) => [...new Set(tokensOf(kind, value))].map((token) => blind(`${kind}#token\0${token}`)),
  }
}

/** Words of a value; for Chinese, whole runs and single characters too, since names are not spaced. */
function tokensOf(kind: IdentifierKind, value: string): string[] {
  const normal = normaliseIdentifier(kind, value)
  const words = normal.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const characters = words.flatMap((word) => (/\p{Script=Han}/u.test(word) ? [...word] : []))
  return [...words, ...characters]
}
