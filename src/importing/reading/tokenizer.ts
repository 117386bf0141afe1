/** A record longer than this (in characters) is one rejected record: no shop's row is, and memory must stay flat. */
export const LONGEST_RECORD = 1_048_576

/** How much of a record that is too long is kept for the quarantine file. */
const KEPT_OF_TOO_LONG = 1000

/**
 * Receives what a tokenizer finds. `cells` is one array that the tokenizer uses again for the next record: copy what
 * must outlive the call. Lines count from 1 and are those on which the record begins.
 */
export interface RecordSink {
  record(cells: readonly string[], count: number, line: number, raw: string): void
  /** A stretch of text that is no record: record_too_long, bad_quote, unclosed_quote, not_json. */
  bad(reason: string, line: number, raw: string): void
}

/** Cuts decoded text into records as it arrives; `final` says that no more comes. */
export interface Tokenizer {
  push(text: string, final: boolean): void
}

export const shortened = (raw: string): string =>
  raw.length > KEPT_OF_TOO_LONG ? `${raw.slice(0, KEPT_OF_TOO_LONG)}…` : raw
