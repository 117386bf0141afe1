import { KithError } from '../../lib/errors.ts'

const FULL: ReadonlySet<unknown> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'SQLITE_IOERR_WRITE'])

const codeOf = (error: unknown): unknown =>
  error !== null && typeof error === 'object' && 'code' in error ? error.code : null

/** An error of the machine in words that say what is kept and what to do; others as they are. */
export function unavailable(error: unknown, file: string): Error {
  if (FULL.has(codeOf(error))) {
    return new KithError('UNAVAILABLE', `there is no space left on the disk to import ${file}`, {
      hint: 'All rows reported so far are kept. Make space, then import the file again: it goes on from there.',
      cause: error,
    })
  }
  if (codeOf(error) === 'SQLITE_BUSY') {
    return new KithError('UNAVAILABLE', `the store is busy, so ${file} could not be imported further`, {
      hint: 'All rows reported so far are kept. Import the file again: it goes on from there.',
      cause: error,
    })
  }
  return error instanceof Error ? error : new Error(String(error))
}
