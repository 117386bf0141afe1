import type { IdentifierKind, IdentifierVault } from '../../lib/identifier-vault.ts'
import type { CustomerFacts, IdentifierRow, IdentifierToken } from '../../store/queries/facts/customer-facts.ts'

/** Identifiers remembered as written, so that a customer's tenth order costs no tenth encryption. */
const SEEN_LIMIT = 100_000

/** How a fact names its customer, best first. */
export interface NamedCustomer {
  readonly id: string | null
  readonly externalId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly name: string | null
  readonly address: string | null
}

const LOOKUPS = [
  ['external_id', 'externalId'],
  ['email', 'email'],
  ['phone', 'phone'],
] as const

/** Customers as facts name them: ids, and identifiers that go through the vault and nowhere else. */
export class CustomerBook {
  readonly #facts: CustomerFacts
  readonly #vault: IdentifierVault
  readonly #now: number
  readonly #touched = new Map<string, number>()
  /** Earliest instant that this run has written for a customer. */
  readonly #settled = new Map<string, number>()
  readonly #written = new Set<string>()
  readonly #owners = new Map<string, string>()
  /** Identifiers of this batch, written at its end. */
  #waiting: IdentifierRow[] = []
  #tokens: IdentifierToken[] = []
  /** The customer of each waiting identifier; the first by id when several share it. */
  readonly #waitingOwners = new Map<string, string>()
  readonly #waitingKeys = new Set<string>()

  constructor(facts: CustomerFacts, vault: IdentifierVault, now: number) {
    this.#facts = facts
    this.#vault = vault
    this.#now = now
  }

  /**
   * The id of the customer that a fact names: its own, else that of whoever has the external id, e-mail or telephone
   * number, else one derived from it by the vault's keyed hash, so that the same buyer is the same customer every time.
   */
  resolve(named: NamedCustomer, instant: number): string | null {
    let id = named.id
    for (const [kind, field] of LOOKUPS) {
      const value = named[field]
      if (id === null && value !== null) id = this.#ownerOf(kind, value)
    }
    if (id === null) return null
    for (const [kind, field] of LOOKUPS) this.#addFrom(id, kind, named[field], instant)
    this.#addFrom(id, 'name', named.name, instant)
    this.#addFrom(id, 'address', named.address, instant)
    return id
  }

  /** Remembers that a fact of this instant names the customer. */
  readonly touch = (id: string, instant: number): void => {
    const known = this.#touched.get(id) ?? this.#settled.get(id)
    if (known === undefined || instant < known) this.#touched.set(id, instant)
  }

  /** Keeps an identifier, encrypted, for the end of the batch; true when the customer did not have it. */
  addIdentifier(customerId: string, kind: IdentifierKind, value: string, instant: number): boolean {
    const seen = `${customerId}\0${kind}\0${value}`
    if (this.#written.has(seen)) return false
    if (this.#written.size > SEEN_LIMIT) this.#written.clear()
    this.#written.add(seen)
    const valueHash = this.#vault.hash(kind, value)
    const owned = ownedKey(kind, valueHash)
    const key = `${customerId}\0${owned}`
    if (this.#waitingKeys.has(key) || this.#facts.hasIdentifier(customerId, kind, valueHash)) return false
    this.#waitingKeys.add(key)
    const owner = this.#waitingOwners.get(owned)
    if (owner === undefined || customerId < owner) this.#waitingOwners.set(owned, customerId)
    this.#waiting.push({
      customerId,
      kind,
      valueHash,
      cipher: this.#vault.encrypt(value),
      keyVersion: this.#vault.keyVersion,
      updatedAt: instant,
    })
    if (kind === 'name' || kind === 'address') {
      for (const tokenHash of this.#vault.tokenHashes(kind, value)) this.#tokens.push({ tokenHash, kind, customerId })
    }
    return true
  }

  flush(): void {
    this.#facts.addIdentifiers(this.#waiting, this.#tokens)
    this.#waiting = []
    this.#tokens = []
    this.#waitingOwners.clear()
    this.#waitingKeys.clear()
    if (this.#settled.size > SEEN_LIMIT) this.#settled.clear()
    this.#facts.touchMany(
      [...this.#touched].sort(([a], [b]) => (a < b ? -1 : 1)),
      this.#now,
    )
    for (const [id, instant] of this.#touched) this.#settled.set(id, instant)
    this.#touched.clear()
  }

  #addFrom(customerId: string, kind: IdentifierKind, value: string | null, instant: number): void {
    if (value !== null) this.addIdentifier(customerId, kind, value, instant)
  }

  #ownerOf(kind: (typeof LOOKUPS)[number][0], value: string): string {
    const known = this.#owners.get(`${kind}\0${value}`)
    if (known !== undefined) return known
    const hash = this.#vault.hash(kind, value)
    const [owner = derivedCustomerId(hash)] = [
      this.#facts.ownerOf(kind, hash),
      this.#waitingOwners.get(ownedKey(kind, hash)) ?? null,
    ]
      .filter((id) => id !== null)
      .sort()
    if (this.#owners.size > SEEN_LIMIT) this.#owners.clear()
    this.#owners.set(`${kind}\0${value}`, owner)
    return owner
  }
}

/** Id of a customer whom no file has given one: from the keyed hash of the identifier, so it tells nothing of it. */
export const derivedCustomerId = (valueHash: Buffer): string => `G-${valueHash.toString('hex').slice(0, 20)}`

const ownedKey = (kind: IdentifierKind, valueHash: Buffer): string => `${kind}\0${valueHash.toString('latin1')}`
