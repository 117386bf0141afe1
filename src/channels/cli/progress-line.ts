import type { CliEnvironment } from './create-program.ts'

export interface ProgressLine {
  readonly show: (text: string) => void
  readonly clear: () => void
}

/** One line on stderr that is written over; silent where nobody watches, so that logs stay clean. */
export function progressLine({ err, terminal }: CliEnvironment): ProgressLine {
  if (!terminal.isInteractive) return { show: () => {}, clear: () => {} }
  const erase = '\r\u001b[2K'
  return { show: (text) => err(`${erase}${text}`), clear: () => err(erase) }
}
