import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { converse } from '../../../src/channels/cli/converse.ts'
import { forgetQuestions, keepHistory, readHistory } from '../../../src/services/threads/question-history.ts'

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const UP = '\u001b[A'

/** A terminal whose keys the test presses, and a conversation that notes what it was asked. */
function talk(turn?: (question: string, signal: AbortSignal) => Promise<readonly string[] | null>) {
  const input = new PassThrough()
  const output = new PassThrough()
  let shown = ''
  output.on('data', (piece: Buffer) => {
    shown += piece.toString()
  })
  const asked: string[] = []
  let kept: readonly string[] = []
  const ended = converse({
    terminal: { input, output, isInteractive: true, columns: () => 80, colour: false },
    history: ['an earlier question'],
    keepHistory: (questions) => {
      kept = questions
    },
    turn: (question, signal) => {
      asked.push(question)
      return turn === undefined ? Promise.resolve(['by spend?', 'by orders?']) : turn(question, signal)
    },
  })
  return { press: (keys: string) => void input.write(keys), ended, asked, kept: () => kept, shown: () => shown }
}

describe('a conversation', () => {
  test('asks line by line, and a number picks what was offered last', async () => {
    const { press, ended, asked, kept } = talk()
    press('best customers?\r')
    press('2\r7\r\r')
    press(CTRL_D)
    await ended
    expect(asked).toEqual(['best customers?', 'by orders?', '7'])
    expect(kept()[0]).toBe('7')
  })

  test('brings earlier questions back by the arrow key', async () => {
    const { press, ended, asked } = talk()
    press(`${UP}\r`)
    press(CTRL_D)
    await ended
    expect(asked).toEqual(['an earlier question'])
  })

  test('Ctrl-C stops the answer and not the conversation; without one it clears the line', async () => {
    let stopped = 0
    const { press, ended, asked, shown } = talk((question, signal) => {
      if (question !== 'long') {
        setImmediate(() => press(`half a line${CTRL_C}${CTRL_D}`))
        return Promise.resolve([])
      }
      setImmediate(() => press(CTRL_C))
      return new Promise((done) => {
        signal.addEventListener('abort', () => {
          stopped += 1
          done(null)
        })
      })
    })
    press('long\rnext\r')
    await ended
    expect({ asked, stopped }).toEqual({ asked: ['long', 'next'], stopped: 1 })
    expect(shown()).toContain('Ctrl-D leaves.')
  })
})

describe('the history of questions', () => {
  const home = mkdtempSync(join(tmpdir(), 'kith-history-'))

  test('is its owner’s alone, keeps the latest five hundred, and forgets a person', () => {
    keepHistory(home, ['orders of Ann Lee', ...Array.from({ length: 600 }, (_, index) => `question ${index}`)])
    expect(statSync(join(home, 'history')).mode & 0o777).toBe(0o600)
    expect(readHistory(home)).toHaveLength(500)
    expect(readHistory(home)[0]).toBe('orders of Ann Lee')
    expect(forgetQuestions(home, ['ann lee'])).toBe(1)
    expect(readFileSync(join(home, 'history'), 'utf8')).not.toContain('Ann')
    expect(forgetQuestions(home, ['ann lee'])).toBe(0)
    rmSync(home, { recursive: true })
  })
})

/** The pseudo-terminal of util-linux. */
const hasPty = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')

test('in a real terminal `kith ask` talks by turns, stores its history and leaves on Ctrl-D', async ({ skip }) => {
  if (!hasPty) skip('there is no script of util-linux here')
  const home = mkdtempSync(join(tmpdir(), 'kith-pty-'))
  const program = `${process.execPath} --import tsx ${resolve(import.meta.dirname, '../../../src/cli.ts')} ask`
  const terminal = spawn('script', ['-qfec', program, '/dev/null'], {
    env: { ...process.env, KITH_HOME: home, LOG_LEVEL: 'silent', NO_COLOR: '1', TERM: 'xterm', COLUMNS: '80' },
  })
  let shown = ''
  let waiting: { readonly words: RegExp; readonly done: () => void } | null = null
  const see = (words: RegExp): Promise<void> =>
    new Promise((done) => {
      waiting = { words, done }
      look()
    })
  const look = (): void => {
    if (waiting === null || !waiting.words.test(shown)) return
    const { done } = waiting
    waiting = null
    done()
  }
  terminal.stdout.on('data', (piece: Buffer) => {
    shown += piece.toString()
    look()
  })
  const exited = new Promise<number | null>((done) => terminal.on('exit', done))
  await see(/kith> /)
  terminal.stdin.write('How many customers do we have?\r')
  await see(/--thread [\w-]+\][\s\S]*kith> /)
  terminal.stdin.write(CTRL_D)
  expect(await exited).toBe(0)
  // No colour was wanted: only what moves the cursor and clears lines is there.
  // oxlint-disable-next-line no-control-regex
  expect(shown).not.toMatch(/\u001b\[\d+m/)
  expect(readHistory(home)).toEqual(['How many customers do we have?'])
  rmSync(home, { recursive: true, force: true })
}, 120_000)
