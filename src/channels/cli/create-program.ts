import { Command, CommanderError } from 'commander'
import { KithError } from '../../lib/errors.ts'
import type { Actor } from '../../services/access/actor.ts'
import type { ImportResult } from '../../services/imports/import-report.ts'
import type { RunImportInput } from '../../services/imports/run-import.ts'
import type { Runtime } from '../runtime.ts'
import { loadCommands } from './load-commands.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printError, type Output } from './print.ts'
import type { Terminal } from './terminal.ts'

export interface CliEnvironment {
  /** Opens the store on first use, so that `--help` never touches it. */
  readonly open: () => Promise<Runtime>
  /** Imports files without a runtime, whose tools and agent would stand in memory meanwhile for nothing. */
  readonly importFiles: (
    actor: Actor,
    input: Omit<RunImportInput, 'mayChooseCurrency'>,
    signal: AbortSignal,
  ) => Promise<ImportResult>
  /** Serves until it is told to stop. */
  readonly serve: (runtime: Runtime, options: { readonly demo: boolean }) => Promise<void>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly terminal: Terminal
  readonly version: string
  /** Ends long work when the user presses Ctrl-C. */
  readonly signal: AbortSignal
}

interface CommandCall<Options> {
  readonly output: Output
  readonly options: Options
  readonly args: readonly string[]
}

/** What each command's action is handed; it returns the exit code. */
type Action<Options> = (call: CommandCall<Options> & { readonly runtime: Runtime }) => Promise<ExitCode>

/** As an action, of a command that opens the runtime late, or not at all. */
type LateAction<Options> = (call: CommandCall<Options> & { readonly open: () => Promise<Runtime> }) => Promise<ExitCode>

export interface CommandContext {
  readonly environment: CliEnvironment
  /** Wraps an action: opens the runtime, prints errors, closes the store, keeps the exit code. */
  readonly run: <Options>(action: Action<Options>) => (...parts: unknown[]) => Promise<void>
  /** As `run`; the runtime is opened when the action asks for it. */
  readonly runLate: <Options>(action: LateAction<Options>) => (...parts: unknown[]) => Promise<void>
}

/**
 * Runs one command line and gives its exit code: 0 done, 1 failed, 2 wrong usage, 3 done with rows set aside.
 *
 * @example await runProgram(['tools', '--json'], environment) // => 0
 */
export async function runProgram(argv: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done
  const program = new Command('kith')
    .description('Customer intelligence beside your own data: import, ask, and see how every figure was computed.')
    .version(environment.version)
    .exitOverride()
    .configureOutput({ writeOut: environment.out, writeErr: environment.err })
    .showHelpAfterError('Run with --help to see what this command takes.')

  const runLate: CommandContext['runLate'] =
    (action) =>
    async (...parts) => {
      const command = parts.at(-1)
      if (!(command instanceof Command)) return
      const options = command.optsWithGlobals()
      const output: Output = { out: environment.out, err: environment.err, json: options['json'] === true }
      const opened: { runtime: Runtime | null } = { runtime: null }
      try {
        exit = await action({
          open: async () => (opened.runtime ??= await environment.open()),
          output,
          options: options as Parameters<typeof action>[0]['options'],
          args: command.args,
        })
      } catch (error) {
        // What commander cannot check by itself: options of which one must be given.
        if (error instanceof CommanderError) {
          environment.err(`${error.message}\n`)
          exit = EXIT.usage
          return
        }
        if (!(error instanceof KithError)) {
          // Before there is a store there is no log either.
          if (opened.runtime === null) environment.err(`${error instanceof Error ? error.stack : String(error)}\n`)
          else opened.runtime.log.error({ err: error }, 'the command failed')
        }
        printError(output, error)
        exit = EXIT.failed
      } finally {
        await opened.runtime?.close()
      }
    }

  const run: CommandContext['run'] = (action) =>
    runLate<Parameters<typeof action>[0]['options']>(async ({ open, ...call }) =>
      action({ ...call, runtime: await open() }),
    )

  const context: CommandContext = { environment, run, runLate }
  for (const add of await loadCommands(argv)) add(program, context)
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.done : EXIT.usage
  }
  return exit
}
