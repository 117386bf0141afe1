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
  /** Keyed hashes under which a value is kept for search: its words and characters, and for a name how it sounds. */
  tokenHashes(kind: IdentifierKind, value: string): readonly Buffer[]
  /** Of these, the hashes of the words (and, for Chinese, characters) as they are written: what a search by part asks for. */
  wordHashes(kind: IdentifierKind, value: string): readonly Buffer[]
  /** Of these, the hashes of how a whole name sounds, which are the same for a name in Chinese and in Latin letters. */
  soundHashes(name: string): readonly Buffer[]
}
