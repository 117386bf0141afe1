import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

/**
 * Builds the program into `dist/src`: `cli.js`, a file for each worker, and what they share, all in one folder, where a worker is
 * found beside its caller. The libraries alone are three thousand modules, which took a second to load and 25 MiB to hold.
 *
 * Usage: tsx src/build.ts [--into FOLDER] [FURTHER ENTRY POINTS]
 */
const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } })
const dist = resolve(values.into ?? join(root, 'dist'))

/** They load files of their own at run time. */
const AS_INSTALLED = [
  'better-sqlite3',
  'hnswlib-node',
  '@node-rs/jieba',
  '@resvg/resvg-js',
  '@slack/bolt',
  '@slack/web-api',
  'pino',
  'tsx',
  'unpdf',
]

const workers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('-worker.ts') && !path.startsWith('jobs'))
  .map((path) => join(root, 'src', path))

rmSync(join(dist, 'src'), { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: [join(root, 'src/cli.ts'), ...workers, ...positionals],
  outdir: join(dist, 'src'),
  entryNames: '[name]',
  chunkNames: 'shared-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  external: AS_INSTALLED,
  // Bundled CommonJS modules still ask Node for its own.
  banner: {
    js: "import{createRequire as __requireFrom}from'node:module';const require=__requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
})
cpSync(join(root, 'src/store/migrations'), join(dist, 'src/store/migrations'), { recursive: true })
for (const folder of ['prompts', 'data/definitions', 'data/demo', 'data/drafts', 'data/lexicons']) {
  rmSync(join(dist, folder), { recursive: true, force: true })
  cpSync(join(root, folder), join(dist, folder), { recursive: true })
}
