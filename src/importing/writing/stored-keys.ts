/** 65,536 leads of one bucket: 18 hours of facts that are keyed by their second. */
const LEADS_PER_BUCKET = 2 ** 16
const AFTER_ALL = Buffer.alloc(17, 0xff)

/**
 * Tells cheaply which keys cannot be in the store: those of a stretch of keys that was empty when this file first came to
 * it. A stretch is asked about once, before the file writes there, so what the file itself wrote does not count.
 */
export class StoredKeys {
  readonly #anyBetween: (from: Buffer, to: Buffer) => boolean
  readonly #buckets = new Map<number, boolean>()

  constructor(anyBetween: (from: Buffer, to: Buffer) => boolean) {
    this.#anyBetween = anyBetween
  }

  /** Whether an earlier file may have stored a key with this lead. */
  mayHold(lead: number): boolean {
    const bucket = Math.floor(lead / LEADS_PER_BUCKET)
    let held = this.#buckets.get(bucket)
    if (held === undefined) {
      held = this.#anyBetween(prefix(bucket), prefix(bucket + 1))
      this.#buckets.set(bucket, held)
    }
    return held
  }
}

/** The first two bytes of the keys of a bucket; above the last bucket, what is greater than any key. */
const prefix = (bucket: number): Buffer =>
  bucket >= LEADS_PER_BUCKET ? AFTER_ALL : Buffer.of(bucket >>> 8, bucket & 0xff)
