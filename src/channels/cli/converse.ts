import { createInterface } from 'node:readline/promises'
import type { Terminal } from './terminal.ts'

export interface Conversation {
  readonly terminal: Terminal
  /** Earlier questions, the latest first. */
  readonly history: readonly string[]
  readonly keepHistory: (questions: readonly string[]) => void
  /** Asks and prints; gives the questions offered next, in the order of their numbers, or null where there was no answer. */
  readonly turn: (question: string, signal: AbortSignal) => Promise<readonly string[] | null>
}

const PROMPT = 'kith> '

/**
 * Questions and answers by turns until the input ends (Ctrl-D). A number picks what was offered last, Ctrl-C stops an answer that is
 * being worked on, and the arrow keys bring back earlier questions, of earlier days too.
 */
export async function converse({ terminal, history, keepHistory, turn }: Conversation): Promise<void> {
  const lines = createInterface({
    input: terminal.input,
    output: terminal.output,
    terminal: terminal.isInteractive,
    history: [...history],
    historySize: 500,
    removeHistoryDuplicates: true,
    prompt: PROMPT,
  })
  let running: AbortController | null = null
  let open = true
  lines.on('history', keepHistory)
  lines.on('close', () => {
    open = false
  })
  lines.on('SIGINT', () => {
    if (running !== null) {
      running.abort()
      return
    }
    lines.write(null, { ctrl: true, name: 'u' })
    terminal.output.write('\nCtrl-D leaves.\n')
    lines.prompt()
  })
  let offered: readonly string[] = []
  lines.prompt()
  for await (const line of lines) {
    const question = pick(line.trim(), offered)
    if (question !== '') {
      running = new AbortController()
      offered = (await turn(question, running.signal)) ?? offered
      running = null
    }
    if (open) lines.prompt()
  }
  terminal.output.write('\n')
}

/** What a line asks: itself, or what was offered under its number. */
function pick(line: string, offered: readonly string[]): string {
  return /^\d{1,2}$/.test(line) ? (offered[Number(line) - 1] ?? line) : line
}
