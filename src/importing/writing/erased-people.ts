import type { IdentifierKind, IdentifierVault } from '../../lib/identifier-vault.ts'
import { personHash } from '../../lib/person-hash.ts'
import type { Store } from '../../store/open.ts'
import { erasureLookup } from '../../store/queries/privacy/erasures.ts'
import type { ImportKind } from '../kinds.ts'
import type { RejectedRecord, TypedRecord } from '../pipeline.ts'
import { textOf, type Values } from './record-values.ts'

/** Answers remembered, so that a file that names an erased person a thousand times asks the store once. */
const REMEMBERED = 100_000

const BY_IDENTIFIER: readonly (readonly [string, IdentifierKind])[] = [
  ['external_id', 'external_id'],
  ['customer_external_id', 'external_id'],
  ['email', 'email'],
  ['customer_email', 'email'],
  ['phone', 'phone'],
  ['customer_phone', 'phone'],
  ['anonymous_id', 'anonymous_id'],
  ['document', 'document'],
]

/** Fields that say who it was, or what the person wrote. */
const PERSONAL: ReadonlySet<string> = new Set([
  'customer_id',
  'customer_external_id',
  'customer_name',
  'customer_email',
  'customer_phone',
  'anonymous_id',
  'session_id',
  'message_id',
  'address',
  'title',
  'body',
  'subject',
  'comment',
  'message_body',
  'query',
  'url',
  'properties',
])

/** Facts that are about a person and nothing else: of an erased one nothing of them is kept. */
const ABOUT_PEOPLE: ReadonlySet<ImportKind> = new Set(['customers', 'relations', 'consents', 'exposures'])

/** Keeps erased people out: what files and streams bring of them again becomes a fact of nobody, or nothing. */
export class ErasedPeople {
  readonly #vault: IdentifierVault
  readonly #lookup: ReturnType<typeof erasureLookup>
  readonly #known = new Map<string, boolean>()
  #any = false

  constructor(store: Store, vault: IdentifierVault) {
    this.#vault = vault
    this.#lookup = erasureLookup(store)
  }

  /** Call before each batch: somebody may have been erased since the last one. */
  look(): void {
    this.#any = this.#lookup.any()
    this.#known.clear()
  }

  /** The record as it may be kept: itself as a rule; without the person; null when it is about an erased person only. */
  sift(kind: ImportKind, record: TypedRecord): TypedRecord | null {
    if (!this.#any) return record
    const told = record.told?.flatMap((fact) => {
      if (!this.#names(fact.values)) return [fact]
      return ABOUT_PEOPLE.has(fact.kind) ? [] : [{ ...fact, values: withoutPerson(fact.values) }]
    })
    const rest = told === undefined ? record : { ...record, told }
    if (!this.#names(record.values)) return rest
    return ABOUT_PEOPLE.has(kind) ? null : { ...rest, values: withoutPerson(record.values), raw: '' }
  }

  /** A record that cannot be a fact, as quarantine may keep it: without its text when one of its cells is an erased person. */
  siftRejected(rejected: RejectedRecord): RejectedRecord {
    if (!this.#any) return rejected
    const cells = rejected.raw.split(/[,;|\t\n"]+/).map((cell) => cell.trim())
    const names = cells.some(
      (cell) =>
        cell !== '' &&
        (this.#isErased(`id\0${cell}`, () => personHash(this.#vault, cell)) ||
          (['email', 'phone', 'external_id'] as const).some((kind) =>
            this.#isErased(`${kind}\0${cell}`, () => this.#vault.hash(kind, cell)),
          )),
    )
    return names ? { ...rejected, raw: '', value: null } : rejected
  }

  #names(values: Values): boolean {
    for (const field of ['customer_id', 'related_id']) {
      const id = textOf(values, field)
      if (id !== null && this.#isErased(`id\0${id}`, () => personHash(this.#vault, id))) return true
    }
    return BY_IDENTIFIER.some(([field, kind]) => {
      const value = textOf(values, field)
      return value !== null && this.#isErased(`${kind}\0${value}`, () => this.#vault.hash(kind, value))
    })
  }

  #isErased(key: string, hash: () => Buffer): boolean {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const erased = this.#lookup.has(hash())
    if (this.#known.size > REMEMBERED) this.#known.clear()
    this.#known.set(key, erased)
    return erased
  }
}

const withoutPerson = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([field]) => !PERSONAL.has(field)))
