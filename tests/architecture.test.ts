import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const WHOLE_PROJECT = [
  'src/lib',
  'src/compute',
  'src/store',
  'src/importing',
  'src/demo',
  'src/features',
  'src/privacy',
  'src/resources',
  'src/llm',
  'src/vectors',
  'src/jobs',
] as const

/** Who may import whom; a layer may always import itself and Node's own modules where `node` is true. */
const table: Readonly<Record<string, { readonly imports: readonly string[]; readonly node: boolean }>> = {
  'src/lib': { imports: ['pino', 'zod'], node: false },
  'src/compute': { imports: ['src/lib', '@node-rs/jieba'], node: false },
  'src/resources': { imports: ['src/lib', 'src/compute', 'pinyin-pro'], node: true },
  'src/store': { imports: ['src/lib', 'src/resources', 'drizzle-orm', 'better-sqlite3'], node: true },
  'src/importing': {
    imports: ['src/lib', 'src/compute', 'src/store', 'zod', 'csv-parse', 'csv-stringify', 'node-html-parser', 'unpdf'],
    node: true,
  },
  'src/demo': { imports: ['src/lib', 'src/resources', 'src/compute', 'csv-stringify'], node: true },
  'src/features': { imports: ['src/lib', 'src/compute', 'src/store'], node: false },
  'src/privacy': { imports: ['src/lib', 'src/store', 'src/resources'], node: true },
  'src/llm': {
    imports: [
      'src/lib',
      'src/compute',
      'src/resources',
      'openai',
      '@langchain/core',
      '@langchain/openai',
      'chrono-node',
      'opencc-js',
    ],
    node: true,
  },
  'src/vectors': {
    imports: ['src/lib', 'src/compute', 'src/store', 'hnswlib-node', '@langchain/community', '@langchain/core'],
    node: true,
  },
  // tsx only to run sources: the build starts its workers without it.
  'src/jobs': { imports: ['src/lib', 'tsx', 'croner'], node: true },
  'src/services': { imports: [...WHOLE_PROJECT, 'zod'], node: true },
  tools: { imports: ['src/lib', 'src/services', 'zod'], node: true },
  'src/agent': {
    imports: ['src/lib', 'src/llm', 'src/privacy', 'src/services', 'tools', 'langchain', '@langchain/core', 'zod'],
    node: true,
  },
  'src/channels': { imports: ['src/lib', 'src/services', 'src/agent'], node: false },
  'src/channels/charts': { imports: ['src/lib', 'echarts', '@resvg/resvg-js'], node: false },
  'src/channels/problems': { imports: ['src/lib'], node: false },
  'src/channels/web': {
    imports: [
      'src/lib',
      'src/channels/charts',
      'react',
      'react-dom',
      'react-markdown',
      'remark-gfm',
      'ai',
      '@ai-sdk/react',
      '@tanstack/react-table',
      'echarts',
      'i18next',
      'vite',
      '@tailwindcss/vite',
    ],
    node: false,
  },
  'src/channels/cli': {
    imports: ['src/channels', 'src/channels/charts', 'src/lib', 'src/services', 'tools', 'src/agent', 'commander'],
    node: true,
  },
  'src/channels/mcp': {
    imports: [
      'src/channels',
      'src/lib',
      'src/services',
      'tools',
      'src/agent',
      'hono',
      '@modelcontextprotocol/sdk',
      'zod',
    ],
    node: true,
  },
  'src/channels/slack': {
    imports: [
      'src/channels',
      'src/channels/charts',
      'src/channels/problems',
      'src/lib',
      'src/services',
      'tools',
      'src/agent',
      'hono',
      '@slack/bolt',
      '@slack/types',
      '@slack/web-api',
      'zod',
    ],
    node: true,
  },
  'src/channels/http': {
    imports: [
      'src/channels',
      'src/channels/mcp',
      'src/channels/problems',
      'src/channels/slack',
      'src/lib',
      'src/services',
      'tools',
      'src/agent',
      'hono',
      '@hono/node-server',
      '@hono/zod-openapi',
      'ai',
      'prom-client',
      'zod',
    ],
    node: true,
  },
}
const layers = Object.keys(table).sort((a, b) => b.length - a.length)
const layerOf = (path: string): string | undefined =>
  layers.find((layer) => path === layer || path.startsWith(`${layer}/`))

/** Static, side-effect and dynamic imports, re-exports and worker URLs. */
const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+|\bnew\s+URL\(\s*)(['"])([^'"\n$]+)\1/g

/** The imports of a source file that its layer may not have. */
function violations(file: string, source: string): string[] {
  const layer = layerOf(file)
  if (layer === undefined) return []
  const rule = table[layer]
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...code.matchAll(IMPORT)].flatMap((match) => {
    const specifier = match[2] ?? ''
    if (specifier.startsWith('node:')) return rule?.node === true ? [] : [specifier]
    if (specifier.startsWith('.')) {
      const target = layerOf(relative(root, resolve(root, dirname(file), specifier)))
      if (target === undefined) return match[0].includes('URL') ? [] : [specifier]
      return target === layer || rule?.imports.includes(target) === true ? [] : [specifier]
    }
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/')
    return rule?.imports.includes(name) === true ? [] : [specifier]
  })
}

const listFiles = (layer: string): string[] =>
  existsSync(join(root, layer)) ? readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' }) : []

const sources = layers
  .flatMap((layer) =>
    listFiles(layer)
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(layer, file)),
  )
  .filter((file, index, all) => all.indexOf(file) === index)

describe('imports follow the table', () => {
  test.each(sources)('%s', (file) => {
    expect(violations(file, readFileSync(join(root, file), 'utf8'))).toEqual([])
  })
})

describe('a planted violation is caught', () => {
  test.each([
    ['static', "import { openStore } from '../store/open.ts'"],
    ['side effect', "import '../store/open.ts'"],
    ['dynamic', "const store = await import('../store/open.ts')"],
    ['re-export', "export * from '../store/open.ts'"],
    ['worker URL', "new Worker(new URL('../store/open.ts', import.meta.url))"],
    ['package', "import { z } from 'zod'"],
    ['Node module', "import { readFileSync } from 'node:fs'"],
  ])('%s import in src/compute', (_kind, line) => {
    expect(violations('src/compute/planted.ts', line)).toHaveLength(1)
  })

  test('only config, main and cli read the environment', () => {
    const readers = sources.filter((file) => /process\.env\b/.test(readFileSync(join(root, file), 'utf8')))
    expect(readers).toEqual([])
  })
})
