import type { MessagePort } from 'node:worker_threads'
import type { OpenSourceOptions } from '../../importing/open-source-options.ts'
import type { PackedRecords } from '../../importing/reading/pack-records.ts'

/** What a thread that reads is handed: the file as it was when it was opened, and where its records go. */
export interface SourceThreadData {
  readonly path: string
  /** The zone by its name. */
  readonly options: Omit<OpenSourceOptions, 'zone'> & { readonly zone: string }
  readonly bytes: number
  readonly fingerprint: string
  readonly port: MessagePort
}

/** Records of the file, or the end of them; each batch is answered when it is taken. */
export type SourceThreadMessage =
  | { readonly batch: PackedRecords; readonly bytesRead: number }
  | { readonly batch: null }

/** Batches on the way at most, about 6 MB: as many as a commit lasts were measured to save no time. */
export const BATCHES_AHEAD = 4
