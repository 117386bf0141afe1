import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { runProgram } from '../../../src/channels/cli/create-program.ts'
import { pipeTerminal } from '../../support/pipe-terminal.ts'

async function kith(...argv: string[]) {
  const printed = { out: '', err: '' }
  const code = await runProgram(argv, {
    open: () => {
      throw new Error('no store is needed for this')
    },
    importFiles: () => Promise.reject(new Error('nothing is imported for this')),
    serve: () => Promise.resolve(),
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
    terminal: pipeTerminal(),
    version: '9.9.9',
    signal: new AbortController().signal,
  })
  return { code, ...printed }
}

/** What bash offers after these words. */
async function offered(...words: string[]): Promise<string[]> {
  const { out } = await kith('completion', 'bash')
  const line = ['kith', ...words].map((word) => `'${word}'`).join(' ')
  const script = `${out}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _kith; printf '%s\\n' "\${COMPREPLY[@]}"`
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split('\n')
}

test('bash completes commands, what is below them, options and names of tools', async () => {
  expect(await offered('se')).toEqual(['segment'])
  expect(await offered('segment', '')).toEqual(['list', 'show', 'save', 'delete'])
  expect(await offered('segment', 'save', 'name', '--f')).toEqual(['--filters', '--fixed'])
  expect(await offered('ask', 'a question', '--la')).toEqual(['--lang'])
  expect(await offered('tool', 'query_')).toEqual(['query_metrics'])
})

test.each(['bash', 'zsh', 'fish'])('%s learns every command, and no store is opened', async (shell) => {
  const { code, out } = await kith('completion', shell)
  expect(code).toBe(0)
  for (const word of ['ask', 'import', 'proposals', 'approve', 'doctor', 'restore']) expect(out).toContain(word)
})

test('an unknown shell is wrong usage', async () => {
  const { code, err } = await kith('completion', 'tcsh')
  expect(code).toBe(2)
  expect(err).toMatch(/bash, zsh, fish/)
})

test('the help of every command says what it does and shows an example', async () => {
  const commandsOf = (help: string): string[] =>
    [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name)
  const visit = async (path: readonly string[]): Promise<void> => {
    const { out } = await kith(...path, '--help')
    const below = commandsOf(out).filter((name) => name !== 'help')
    if (below.length === 0) expect(out, path.join(' ')).toMatch(/Examples?:[\s\S]*kith /)
    for (const name of below) await visit([...path, name])
  }
  await visit([])
})
