/** Kinds of personal identifiers that are kept encrypted. */
export const IDENTIFIER_KINDS = [
  'name',
  'email',
  'phone',
  'address',
  'document',
  'device',
  'anonymous_id',
  'external_id',
] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Encrypts, decrypts and blinds identifiers with the shop's key; holds no data itself. */
export interface IdentifierVault {
  readonly keyVersion: number
  encrypt(plain: string): Buffer
  decrypt(cipher: Buffer): string
  /** 16-byte keyed hash of the normalised value: equal values of a kind have equal hashes. */
  hash(kind: IdentifierKind, value: string): Buffer
  /** Keyed hashes of the words (and, for Chinese, characters) of a value, for search by part of a name. */
  tokenHashes(kind: IdentifierKind, value: string): readonly Buffer[]
}
