import type { Command } from 'commander'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

interface Node {
  /** `segment list`; empty for the program itself. */
  readonly path: string
  readonly description: string
  readonly words: readonly string[]
  readonly options: readonly { readonly name: string; readonly description: string }[]
}

/** Every command with what may follow it, the deepest first. */
function nodesOf(command: Command, names: readonly string[], path = ''): Node[] {
  const children = command.commands.flatMap((child) =>
    nodesOf(child, names, path === '' ? child.name() : `${path} ${child.name()}`),
  )
  const own: Node = {
    path,
    description: command.description(),
    words: path === 'tool' ? names : command.commands.map((child) => child.name()),
    options: command.options.map(({ long, short, description }) => ({ name: long ?? short ?? '', description })),
  }
  return [...children, own]
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/**
 * A script that completes commands, their options and the names of tools, for one shell.
 *
 * @param toolNames - what may follow `kith tool`
 */
export function completionScript(shell: Shell, program: Command, toolNames: readonly string[]): string {
  const nodes = nodesOf(program, toolNames)
  if (shell === 'fish') return fishScript(nodes)
  const cases = nodes.map(
    ({ path, words, options }) =>
      `    ${path === '' ? "''" : `${quoted(path)}|${quoted(`${path} `)}*`}) words=${quoted([...words, ...options.map(({ name }) => name)].join(' '))} ;;`,
  )
  return shell === 'bash' ? bashScript(cases) : zshScript(cases)
}

/** What was typed so far, without options, decides what may come; where nothing of ours may, files do. */
const bashScript = (cases: readonly string[]): string => `_kith() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _kith kith
`

/** zsh runs bash's completions when it is asked to. */
const zshScript = (cases: readonly string[]): string => `#compdef kith
autoload -U +X bashcompinit && bashcompinit
${bashScript(cases)}`

function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, words, options }) => {
    const names = path.split(' ')
    const here =
      path === '' ? '__fish_use_subcommand' : names.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ')
    const below =
      words.length === 0 || path === '' ? here : `${here}; and not __fish_seen_subcommand_from ${words.join(' ')}`
    return [
      ...words.map((word) => {
        const child = nodes.find((node) => node.path === (path === '' ? word : `${path} ${word}`))
        return `complete -c kith -f -n ${quoted(below)} -a ${word} -d ${quoted(child?.description ?? '')}`
      }),
      ...options
        .filter(({ name }) => name.startsWith('--'))
        .map(
          ({ name, description }) =>
            `complete -c kith -n ${quoted(here)} -l ${name.slice(2)} -d ${quoted(description)}`,
        ),
    ]
  })
  return `${lines.join('\n')}\n`
}
