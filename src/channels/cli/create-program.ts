import { Command, CommanderError } from 'commander'
import { KithError } from '../../lib/errors.ts'
import type { Runtime } from '../runtime.ts'
import { addAskCommand } from './commands/ask.ts'
import { addAuditCommand } from './commands/audit.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addExportCommand } from './commands/export.ts'
import { addImportCommand } from './commands/import.ts'
import { addKeysCommand } from './commands/keys.ts'
import { addPrivacyCommand } from './commands/privacy.ts'
import { addProposalsCommand } from './commands/proposals.ts'
import { addRefreshCommand } from './commands/refresh.ts'
import { addSegmentCommand } from './commands/segment.ts'
import { addStartCommand } from './commands/start.ts'
import { addToolCommands } from './commands/tool.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printError, type Output } from './print.ts'
import type { Terminal } from './terminal.ts'

export interface CliEnvironment {
  /** Opens the store on first use, so that `--help` never touches it. */
  readonly open: () => Runtime
  /** Serves until it is told to stop. */
  readonly serve: (runtime: Runtime, options: { readonly demo: boolean }) => Promise<void>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly terminal: Terminal
  readonly version: string
  /** Ends long work when the user presses Ctrl-C. */
  readonly signal: AbortSignal
}

/** What each command's action is handed; it returns the exit code. */
export type Action<Options> = (call: {
  readonly runtime: Runtime
  readonly output: Output
  readonly options: Options
  readonly args: readonly string[]
}) => Promise<ExitCode>

export interface CommandContext {
  readonly environment: CliEnvironment
  /** Wraps an action: opens the runtime, prints errors, closes the store, keeps the exit code. */
  readonly run: <Options>(action: Action<Options>) => (...parts: unknown[]) => Promise<void>
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

  const run: CommandContext['run'] =
    (action) =>
    async (...parts) => {
      const command = parts.at(-1)
      if (!(command instanceof Command)) return
      const options = command.optsWithGlobals()
      const output: Output = { out: environment.out, err: environment.err, json: options['json'] === true }
      let runtime: Runtime | null = null
      try {
        runtime = environment.open()
        exit = await action({
          runtime,
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
          if (runtime === null) environment.err(`${error instanceof Error ? error.stack : String(error)}\n`)
          else runtime.log.error({ err: error }, 'the command failed')
        }
        printError(output, error)
        exit = EXIT.failed
      } finally {
        await runtime?.close()
      }
    }

  const context: CommandContext = { environment, run }
  for (const add of [
    addStartCommand,
    addDemoCommand,
    addImportCommand,
    addRefreshCommand,
    addAskCommand,
    addToolCommands,
    addSegmentCommand,
    addExportCommand,
    addProposalsCommand,
    addKeysCommand,
    addPrivacyCommand,
    addAuditCommand,
    addBackupCommands,
    addDoctorCommand,
    addCompletionCommand,
  ]) {
    add(program, context)
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.done : EXIT.usage
  }
  return exit
}
