interface FileResult {
  readonly read: number
  readonly imported: number
  readonly duplicates: number
  readonly quarantined: number
  readonly left_out: Readonly<Record<string, number>>
}

export type ImportState =
  | { readonly stage: 'uploading'; readonly file: string }
  | { readonly stage: 'importing'; readonly file: string; readonly rows: number }
  | { readonly stage: 'failed'; readonly file: string; readonly message: string }
  | {
      readonly stage: 'done'
      readonly file: string
      readonly result: FileResult
      readonly quarantineFile: string | null
      readonly warnings: readonly string[]
    }

const POLL_MS = 500

/** Sends a file as it is and follows its import to the end, telling each state. Never throws: a failure is a state. */
export async function importFile(file: File, tell: (state: ImportState) => void): Promise<void> {
  const fail = (message: string): void => tell({ stage: 'failed', file: file.name, message })
  tell({ stage: 'uploading', file: file.name })
  try {
    const response = await fetch(`/v1/imports?filename=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      body: file,
    })
    const started = await response.json()
    if (!response.ok) {
      fail([started.detail, started.hint].filter(Boolean).join(' '))
      return
    }
    for (;;) {
      const status = await (await fetch(`/v1/imports/${started.id}`)).json()
      if (status.status === 'failed' || status.status === 'cancelled') {
        fail([status.error?.message, status.error?.hint].filter(Boolean).join(' '))
        return
      }
      if (status.status === 'done') {
        tell({
          stage: 'done',
          file: file.name,
          result: status.result.files[0],
          quarantineFile: status.result.quarantine_file,
          warnings: status.result.warnings,
        })
        return
      }
      tell({ stage: 'importing', file: file.name, rows: status.progress?.rows ?? 0 })
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  } catch (error) {
    fail(String(error))
  }
}
