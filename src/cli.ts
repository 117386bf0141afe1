#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { runProgram } from './channels/cli/create-program.ts'
import { readConfig } from './config/env.ts'
import { keepHeapsSmall } from './config/heap-growth.ts'
import { importInThread } from './config/import-in-thread.ts'
import { packageVersion as version } from './config/package-version.ts'

keepHeapsSmall()
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
if (existsSync('.env')) process.loadEnvFile('.env')

const isInteractive = process.stdout.isTTY === true

process.exitCode = await runProgram(process.argv.slice(2), {
  open: async () => {
    const { createKith } = await import('./config/create-kith.ts')
    return createKith({ config: readConfig(process.env), version })
  },
  importFiles: (actor, { onProgress, ...input }, signal) => {
    const config = readConfig(process.env)
    const mayChooseCurrency = config.KITH_CURRENCY === undefined
    return importInThread(
      { config, version, actor, input: { ...input, mayChooseCurrency }, refreshes: false },
      { signal, onProgress: onProgress ?? (() => {}) },
    )
  },
  serve: async (runtime, options) => {
    const { serve } = await import('./main.ts')
    await serve(runtime, readConfig(process.env), { ...options, say: (text) => void process.stdout.write(text) })
  },
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  terminal: {
    input: process.stdin,
    output: process.stdout,
    isInteractive,
    columns: () => (isInteractive ? process.stdout.columns : null),
    colour: isInteractive && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
  },
  version,
  signal: stop.signal,
})
