import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { FileImportResult } from '../../src/importing/pipeline.ts'

export interface ChildOutcome {
  readonly killed: boolean
  /** Commits that the child reported. */
  readonly commits: number
  readonly done: FileImportResult | null
  readonly seconds: number
  readonly peakMib: number
}

type ChildResult = Pick<ChildOutcome, 'done' | 'seconds' | 'peakMib'>
type ChildMessage = ChildResult | { readonly rows: number }

type ChildCode = 'built' | 'source'

interface ChildOptions {
  readonly store: string
  readonly file: string
  readonly transactionRecords?: number
  /** The source through tsx when left out, so that a test never runs what an earlier build left. */
  readonly code?: ChildCode
  /** Kills the child (SIGKILL) this many ms after the given commit was reported; commit 0 is the start. */
  readonly kill?: { readonly afterCommit: number; readonly delayMs: number }
}

const BUILT = fileURLToPath(new URL('../../dist/src/import-child.js', import.meta.url))
const SOURCE = fileURLToPath(new URL('import-child.ts', import.meta.url))

/** Code that a measurement runs: built as users run it (`npm run bench` builds first) where it exists. */
export const MEASURED_CODE: ChildCode = existsSync(BUILT) ? 'built' : 'source'

/** Imports a file in a fresh process, which may be killed on the way. */
export function runImportChild({ store, file, transactionRecords, kill, code }: ChildOptions): Promise<ChildOutcome> {
  return new Promise((resolve, reject) => {
    const args = code === 'built' ? [BUILT, store, file] : ['--import', 'tsx', SOURCE, store, file]
    if (transactionRecords !== undefined) args.push(String(transactionRecords))
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let commits = 0
    let killed = false
    let last: Partial<ChildResult> = {}
    const killSoon = (): void => {
      if (kill === undefined || kill.afterCommit !== commits) return
      setTimeout(() => {
        killed = child.kill('SIGKILL')
      }, kill.delayMs)
    }
    killSoon()
    createInterface({ input: child.stdout }).on('line', (text) => {
      // Our own child wrote the line: its shape is that of `import-child.ts`.
      const message = JSON.parse(text) as ChildMessage
      if ('done' in message) last = message
      else {
        commits += 1
        killSoon()
      }
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`the import ended with code ${code}`))
      else {
        resolve({
          killed: killed && signal === 'SIGKILL',
          commits,
          done: last.done ?? null,
          seconds: last.seconds ?? Number.NaN,
          peakMib: last.peakMib ?? Number.NaN,
        })
      }
    })
  })
}
