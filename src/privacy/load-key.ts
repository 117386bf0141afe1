import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KithError } from '../lib/errors.ts'

/**
 * The shop's 32-byte key: from the value given, else from `home/key`, which is made on first use and readable by its
 * owner only.
 *
 * @param isInUse - whether something was sealed with the shop's key before: then no other is made in its place
 * @throws {KithError} INVALID_INPUT when the value is neither 64 hexadecimal digits nor 32 bytes of base64; UNAVAILABLE when the
 * key file of a store that is in use is missing
 */
export function loadKey(home: string, given: string | undefined, isInUse: () => boolean): Buffer {
  if (given !== undefined) return parseKey(given, 'KITH_KEY')
  const path = join(home, 'key')
  if (!existsSync(path)) {
    if (isInUse()) {
      throw new KithError(
        'UNAVAILABLE',
        `the key file ${path} is missing, and the store holds what was sealed with it`,
        {
          field: 'KITH_KEY',
          hint: 'Put it back from where you keep it, or set KITH_KEY to it. Without it the names and contacts in this store cannot be read: then set KITH_HOME to a new folder and import your files there.',
        },
      )
    }
    mkdirSync(home, { recursive: true })
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
  return parseKey(readFileSync(path, 'utf8').trim(), path)
}

function parseKey(text: string, where: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== 32) {
    throw new KithError('INVALID_INPUT', `the key in ${where} is not 32 bytes`, {
      field: 'KITH_KEY',
      hint: 'Write it as 64 hexadecimal digits (openssl rand -hex 32) or as base64 of 32 bytes.',
    })
  }
  return key
}
