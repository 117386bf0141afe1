import { ApiProblem, request } from '../data/api.ts'
import { sayNow } from '../text/start-text.ts'

/** What the server makes of a file before anything is written. */
export interface DetectedFile {
  readonly file: string
  readonly encoding: string
  readonly delimiter: string | null
  readonly columns: readonly string[]
  readonly kind: string
  readonly kinds: readonly string[]
  readonly preset: string | null
  readonly mapping: Readonly<Record<string, string>>
  readonly unmapped: readonly string[]
  readonly fields: readonly { readonly name: string; readonly type: string; readonly required: boolean }[]
  readonly samples: readonly Readonly<Record<string, string | number | boolean>>[]
  readonly reasons: readonly string[]
  readonly warnings: readonly string[]
  readonly not_imported: string | null
}

export interface FileResult {
  readonly file: string
  readonly read: number
  readonly imported: number
  readonly updated: number
  readonly duplicates: number
  readonly quarantined: number
  readonly left_out: Readonly<Record<string, number>>
  readonly reasons: Readonly<Record<string, number>>
  readonly import_id: string
  readonly seconds: number
}

export interface ImportChoices {
  readonly kind?: string
  readonly mapping?: Readonly<Record<string, string>>
}

export interface ImportProgress {
  readonly rows: number
  readonly share: number | null
  readonly remainingSeconds: number | null
}

export interface FinishedImport {
  readonly result: FileResult
  readonly warnings: readonly string[]
}

interface Job {
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: ImportProgress | null
  readonly result: { readonly files: readonly FileResult[]; readonly warnings: readonly string[] } | null
  readonly error: { readonly code: string; readonly message: string; readonly hint: string | null } | null
}

const POLL_MS = 400

const queryOf = (file: File, { kind, mapping }: ImportChoices, dryRun = false): string => {
  const query = new URLSearchParams({ filename: file.name })
  if (kind !== undefined) query.set('as', kind)
  if (mapping !== undefined) query.set('map', JSON.stringify(mapping))
  if (dryRun) query.set('dry_run', 'true')
  return query.toString()
}

export const detectFile = (file: File, choices: ImportChoices): Promise<DetectedFile> =>
  request(`/v1/imports/detect?${queryOf(file, choices)}`, { method: 'POST', body: file })

/** Starts an import (or a dry run, which writes nothing) and gives its id; it goes on whether or not anyone looks. */
export async function startImport(file: File, choices: ImportChoices, dryRun: boolean): Promise<string> {
  const { id } = await request<{ readonly id: string }>(`/v1/imports?${queryOf(file, choices, dryRun)}`, {
    method: 'POST',
    body: file,
  })
  return id
}

/** Follows an import to its end. @throws {ApiProblem} when it fails or was stopped */
export async function followImport(
  id: string,
  tell: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<FinishedImport> {
  for (;;) {
    const job = await request<Job>(`/v1/imports/${id}`, { signal })
    if (job.error !== null) throw new ApiProblem(job.error)
    if (job.status === 'cancelled') throw new ApiProblem({ code: 'CANCELLED', message: sayNow('wasStopped') })
    const [result] = job.result?.files ?? []
    if (job.status === 'done' && result !== undefined) return { result, warnings: job.result?.warnings ?? [] }
    if (job.progress !== null) tell(job.progress)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

export const stopImport = (id: string): Promise<unknown> => request(`/v1/imports/${id}`, { method: 'DELETE' })
