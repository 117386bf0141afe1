import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { DemoShopFiles } from '../../src/demo/generate-demo-shop.ts'

export type CsvRow = Readonly<Record<string, string>>

/** All rows of a kind, over all its files. */
export function demoRows(shop: DemoShopFiles, kind: string, named?: RegExp): CsvRow[] {
  return shop.files
    .filter((file) => file.kind === kind && (named === undefined || named.test(basename(file.path))))
    .flatMap((file) => parse(readFileSync(file.path), { columns: true }) as CsvRow[])
}

/** One planted list, as its JSON lines. */
export function truthList(shop: DemoShopFiles, name: string): Record<string, unknown>[] {
  const path = shop.truthsPath.replace('truths.json', `truths-${name}.jsonl`)
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
