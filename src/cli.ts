#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { runProgram } from './channels/cli/create-program.ts'
import { createKith } from './config/create-kith.ts'
import { readConfig } from './config/env.ts'
import { packageVersion } from './config/package-version.ts'
import { serve } from './main.ts'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
if (existsSync('.env')) process.loadEnvFile('.env')

const isInteractive = process.stdout.isTTY === true

process.exitCode = await runProgram(process.argv.slice(2), {
  open: () => createKith({ config: readConfig(process.env), version: packageVersion }),
  serve: (runtime, options) =>
    serve(runtime, readConfig(process.env), { ...options, say: (text) => void process.stdout.write(text) }),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  terminal: {
    input: process.stdin,
    output: process.stdout,
    isInteractive,
    columns: () => (isInteractive ? process.stdout.columns : null),
    colour: isInteractive && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb',
  },
  version: packageVersion,
  signal: stop.signal,
})
