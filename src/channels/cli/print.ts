import { toToolFailure } from '../../../tools/run-tool.ts'

export interface Output {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly json: boolean
}

/** One JSON document on stdout and nothing else. */
export const printJson = ({ out }: Output, value: unknown): void => out(`${JSON.stringify(value, null, 2)}\n`)

/** An error with its way out: as JSON on stdout when JSON was asked for, in words on stderr otherwise. */
export function printError(output: Output, error: unknown): void {
  const failure = toToolFailure(error)
  if (output.json) {
    printJson(output, failure)
    return
  }
  output.err(`${failure.error.message}\n${failure.error.hint === null ? '' : `${failure.error.hint}\n`}`)
}
