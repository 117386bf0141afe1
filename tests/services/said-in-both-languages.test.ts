import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const services = join(import.meta.dirname, '../../src/services')
/** From the name of a part of a result to the next part. */
const PART = /^ +(?:warnings|method|population):(?! [A-Z]\w+,)([\s\S]*?)(?=^ +\w+(?::|,$)|^ {0,4}\})/gm
const SAID = /\bsay\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g
const SENTENCE = /'[^'\n]* [^'\n]*'|"[^"\n]* [^"\n]*"|`[^`]*[a-z]{2,} [^`]*`/g

/** Sentences of a service that stand in a result in one language only, whatever the language of the call. */
const saidInOne = (source: string): string[] =>
  [...source.matchAll(PART)]
    .map(([part]) => part.replaceAll(SAID, ''))
    .filter((part) => !part.includes('language'))
    .flatMap((part) => part.match(SENTENCE) ?? [])

test('no warning, method or population is written in one language', () => {
  const files = readdirSync(services, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  expect(
    files.flatMap((file) => saidInOne(readFileSync(join(services, file), 'utf8')).map((text) => `${file}: ${text}`)),
  ).toEqual([])
})

test('a planted one is found, and one that is said in both is none', () => {
  const result = (warning: string) => `  return {\n    warnings: [${warning}],\n    suggestions: [],\n  }\n`
  expect(saidInOne(result("'only in English'"))).toEqual(["'only in English'"])
  expect(saidInOne(result("say(ctx, 'in English', '中文 里')"))).toEqual([])
})
