import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { KithError } from '../lib/errors.ts'
import type { IdentifierKind, IdentifierVault } from '../lib/identifier-vault.ts'
import { soundsOfName } from './name-sounds.ts'
import { normaliseIdentifier } from './normalise-identifier.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const HASH_BYTES = 16
/** Names whose tokens are kept: the same names come again and again in a file. */
const KEPT_NAMES = 20_000
/** Words whose hashes are kept: those of addresses and names come again and again, too. */
const KEPT_TOKENS = 20_000
/** Nonces that are drawn at a time: asking the system for twelve bytes costs as much as for a few thousand. */
const NONCES_AT_A_TIME = 256

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

  const keptTokens = new Map<string, Buffer>()
  const tokenHash = (kind: IdentifierKind, token: string): Buffer => {
    const text = `${kind}#token\0${token}`
    const known = keptTokens.get(text)
    if (known !== undefined) return known
    const hash = blind(text)
    if (keptTokens.size >= KEPT_TOKENS) keptTokens.clear()
    keptTokens.set(text, hash)
    return hash
  }
  const soundHash = (key: string): Buffer => blind(`name#sound\0${key}`)
  const kept = new Map<string, readonly Buffer[]>()
  const nameTokens = (name: string): readonly Buffer[] => {
    const known = kept.get(name)
    if (known !== undefined) return known
    const { parts, keys } = soundsOfName(name)
    const tokens = [
      ...[...new Set([...wordsOf(name), ...parts])].map((token) => tokenHash('name', token)),
      ...keys.map((key) => soundHash(key)),
    ]
    if (kept.size >= KEPT_NAMES) kept.clear()
    kept.set(name, tokens)
    return tokens
  }

  let nonces = Buffer.alloc(0)
  const nextNonce = (): Buffer => {
    if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * NONCES_AT_A_TIME)
    const nonce = nonces.subarray(0, NONCE_BYTES)
    nonces = nonces.subarray(NONCE_BYTES)
    return nonce
  }

  return {
    keyVersion,
    encrypt(plain) {
      const nonce = nextNonce()
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
    tokenHashes(kind, value) {
      const normal = normaliseIdentifier(kind, value)
      return kind === 'name' ? nameTokens(normal) : wordsOf(normal).map((word) => tokenHash(kind, word))
    },
    wordHashes: (kind, value) => wordsOf(normaliseIdentifier(kind, value)).map((word) => tokenHash(kind, word)),
    soundHashes: (name) => soundsOfName(normaliseIdentifier('name', name)).keys.map((key) => soundHash(key)),
  }
}

/** Different words of a normalised value; for Chinese, whole runs and single characters too, since names are not spaced. */
function wordsOf(normal: string): string[] {
  const words = normal.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const characters = words.flatMap((word) => (/\p{Script=Han}/u.test(word) ? [...word] : []))
  return [...new Set([...words, ...characters])]
}
