import type { Command } from 'commander'
import type { CommandContext } from './create-program.ts'

type AddCommand = (program: Command, context: CommandContext) => void

interface CommandModule {
  /** The commands that it adds. */
  readonly names: readonly string[]
  readonly load: () => Promise<AddCommand>
}

/** In the order in which the help lists them. */
const MODULES: readonly CommandModule[] = [
  { names: ['start'], load: async () => (await import('./commands/start.ts')).addStartCommand },
  { names: ['demo'], load: async () => (await import('./commands/demo.ts')).addDemoCommand },
  { names: ['import'], load: async () => (await import('./commands/import.ts')).addImportCommand },
  { names: ['refresh'], load: async () => (await import('./commands/refresh.ts')).addRefreshCommand },
  { names: ['ask'], load: async () => (await import('./commands/ask.ts')).addAskCommand },
  { names: ['tool', 'tools'], load: async () => (await import('./commands/tool.ts')).addToolCommands },
  { names: ['segment'], load: async () => (await import('./commands/segment.ts')).addSegmentCommand },
  { names: ['export'], load: async () => (await import('./commands/export.ts')).addExportCommand },
  { names: ['proposals'], load: async () => (await import('./commands/proposals.ts')).addProposalsCommand },
  { names: ['keys'], load: async () => (await import('./commands/keys.ts')).addKeysCommand },
  { names: ['memory'], load: async () => (await import('./commands/memory.ts')).addMemoryCommand },
  { names: ['privacy'], load: async () => (await import('./commands/privacy.ts')).addPrivacyCommand },
  { names: ['audit'], load: async () => (await import('./commands/audit.ts')).addAuditCommand },
  { names: ['backup', 'restore'], load: async () => (await import('./commands/backup.ts')).addBackupCommands },
  { names: ['doctor'], load: async () => (await import('./commands/doctor.ts')).addDoctorCommand },
  // It writes down every command, so none is loaded for its name alone.
  { names: [], load: async () => (await import('./commands/completion.ts')).addCompletionCommand },
]

/**
 * The module of the command that a command line begins with, alone, since each loads the services that it calls; all of
 * them when it begins with no command, so that help and errors know every one.
 */
export async function loadCommands([first = '']: readonly string[]): Promise<readonly AddCommand[]> {
  const named = MODULES.filter(({ names }) => names.includes(first))
  return Promise.all((named.length > 0 ? named : MODULES).map(({ load }) => load()))
}
