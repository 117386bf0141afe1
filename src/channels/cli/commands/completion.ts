import { Argument, type Command } from 'commander'
import { tools } from '../../../../tools/registry.ts'
import { completionScript, SHELLS, type Shell } from '../completion-scripts.ts'
import type { CommandContext } from '../create-program.ts'

export function addCompletionCommand(program: Command, { environment }: CommandContext): void {
  program
    .command('completion')
    .description('print a script that completes commands in your shell')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  source <(kith completion bash)          # in ~/.bashrc
  source <(kith completion zsh)           # in ~/.zshrc, after compinit
  kith completion fish > ~/.config/fish/completions/kith.fish`,
    )
    .action((shell: Shell) => {
      const names = tools.map(({ name }) => name)
      environment.out(completionScript(shell, program, names))
    })
}
