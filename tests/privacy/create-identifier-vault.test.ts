import { describe, expect, test } from 'vitest'
import { createIdentifierVault } from '../../src/privacy/create-identifier-vault.ts'

const vault = createIdentifierVault(Buffer.alloc(32, 1))

describe('createIdentifierVault', () => {
  test('opens what it sealed, and seals the same value differently each time', () => {
    const [first, second] = [vault.encrypt('王伟'), vault.encrypt('王伟')]
    expect(vault.decrypt(first)).toBe('王伟')
    expect(first.equals(second)).toBe(false)
  })

  test('leaves no byte of the value in the cipher', () => {
    expect(vault.encrypt('ann@example.com').includes('ann')).toBe(false)
  })

  test('finds one telephone number under its usual spellings', () => {
    const hashes = ['13800138000', '+86 138-0013-8000', '0086 138 0013 8000', '138 0013 8000'].map((phone) =>
      vault.hash('phone', phone).toString('hex'),
    )
    expect(new Set(hashes).size).toBe(1)
  })

  test('gives another hash under another key and for another kind', () => {
    const other = createIdentifierVault(Buffer.alloc(32, 2))
    expect(other.hash('email', 'a@example.com')).not.toEqual(vault.hash('email', 'a@example.com'))
    expect(vault.hash('name', 'a@example.com')).not.toEqual(vault.hash('email', 'a@example.com'))
  })

  test('finds a Chinese name by one of its characters and an English one by a word', () => {
    const shares = (whole: string, part: string) =>
      vault
        .tokenHashes('name', whole)
        .some((token) => vault.tokenHashes('name', part).some((other) => other.equals(token)))
    expect(shares('王小伟', '王')).toBe(true)
    expect(shares('Wang Wei', 'wei')).toBe(true)
    expect(shares('Wang Wei', 'Li')).toBe(false)
  })

  test.each([0, 5, 20, -1])('refuses a cipher with byte %i changed', (position) => {
    const sealed = Buffer.from(vault.encrypt('secret'))
    const index = position < 0 ? sealed.length + position : position
    sealed.writeUInt8(sealed.readUInt8(index) ^ 1, index)
    expect(() => vault.decrypt(sealed)).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
  })

  test('refuses a key of another length', () => {
    expect(() => createIdentifierVault(Buffer.alloc(16))).toThrow(/16 bytes/)
  })
})
