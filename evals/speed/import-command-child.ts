import { argv, resourceUsage, stdin, stdout } from 'node:process'
import { runProgram } from '../../src/channels/cli/create-program.ts'
import { readConfig } from '../../src/config/env.ts'
import { importInThread } from '../../src/config/import-in-thread.ts'

/**
 * `kith import` of one file in a process of its own, as `src/cli.ts` wires it, until the rows are in. Prints a line with
 * the time and the highest memory of the whole process.
 *
 * Usage: node import-command-child.js HOME FILE
 */
const [, , home = '', file = ''] = argv
const config = readConfig({ KITH_HOME: home, KITH_CURRENCY: 'GBP', LOG_LEVEL: 'warn' })
const started = performance.now()
await runProgram(['import', file, '--json'], {
  open: () => Promise.reject(new Error('measured until the rows are in')),
  importFiles: async (actor, { onProgress, ...input }, signal) => {
    const result = await importInThread(
      { config, version: 'bench', actor, input, refreshes: false },
      { signal, onProgress: onProgress ?? (() => {}) },
    )
    const { maxRSS, userCPUTime, systemCPUTime } = resourceUsage()
    stdout.write(
      `${JSON.stringify({
        read: result.files[0]?.read,
        seconds: (performance.now() - started) / 1000,
        cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
        peakMib: maxRSS / 1024,
      })}\n`,
    )
    return result
  },
  serve: () => Promise.resolve(),
  out: () => {},
  err: () => {},
  terminal: { input: stdin, output: stdout, isInteractive: false, columns: () => null, colour: false },
  version: 'bench',
  signal: new AbortController().signal,
})
