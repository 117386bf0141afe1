import type { Readable, Writable } from 'node:stream'

/** The terminal, or what stands in its place: a pipe or a file. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly output: Writable
  /** Somebody reads along: output may be written over. */
  readonly isInteractive: boolean
  /** Columns that a line may take; null where nobody's window sets a limit. */
  readonly columns: () => number | null
  /** False where NO_COLOR is set and where output goes to no window. */
  readonly colour: boolean
}

const styled =
  (open: number, close: number) =>
  (text: string, { colour }: Pick<Terminal, 'colour'>): string =>
    colour ? `\u001b[${open}m${text}\u001b[${close}m` : text

export const bold = styled(1, 22)
export const faint = styled(2, 22)
