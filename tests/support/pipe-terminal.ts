import { PassThrough, Readable } from 'node:stream'
import type { Terminal } from '../../src/channels/cli/terminal.ts'

/** What the command line sees in a pipe: an input that ends, an output that nobody watches. */
export const pipeTerminal = (input = ''): Terminal => ({
  input: Readable.from([input]),
  output: new PassThrough(),
  isInteractive: false,
  columns: () => null,
  colour: false,
})
