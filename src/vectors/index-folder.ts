import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson } from '../lib/canonical-json.ts'

/** What stands beside the files of an index: enough to tell whether they may be used. */
export interface IndexManifest {
  readonly format: number
  /** Folder of the files, beside the manifest. */
  readonly generation: string
  /** Id of the embedding model. */
  readonly model: string
  /** Version of the store's texts that the index speaks of. */
  readonly watermark: string
  /** Texts that the embedded model was fitted on; 0 for an endpoint's. */
  readonly fittedOn: number
  readonly dimension: number
  readonly count: number
  /** SHA-256 of each file by name. */
  readonly files: Readonly<Record<string, string>>
}

const FORMAT = 1
const POINTER = 'current.json'
/** The manifest once more, beside its files: one damaged byte must not hide all that is sound. */
const COPY = 'manifest.json'

/** Why no index can be used: there is none, or one whose bytes are not those that were written. */
export type IndexFault = 'absent' | 'corrupt'

/**
 * Writes a new generation beside the old one and lets the manifest point to it in one step, so that a reader and a crash find
 * either; older generations go.
 *
 * @param write - puts the files into the folder that it is given
 */
export async function saveGeneration(
  folder: string,
  about: Omit<IndexManifest, 'format' | 'generation' | 'files'>,
  write: (generation: string) => Promise<void>,
): Promise<IndexManifest> {
  const generation = `g-${randomBytes(6).toString('hex')}`
  const path = join(folder, generation)
  await mkdir(path, { recursive: true, mode: 0o700 })
  await write(path)
  const files: Record<string, string> = {}
  for (const name of (await readdir(path)).toSorted()) {
    files[name] = await sha256Of(join(path, name))
    await syncFile(join(path, name))
  }
  const manifest: IndexManifest = { ...about, format: FORMAT, generation, files }
  const temporary = join(folder, `${POINTER}.${generation}`)
  const text = JSON.stringify({ manifest, sha256: checksum(manifest) })
  for (const file of [join(path, COPY), temporary]) await writeSynced(file, text)
  await rename(temporary, join(folder, POINTER))
  for (const name of await readdir(folder)) {
    if (name !== POINTER && name !== generation) await rm(join(folder, name), { recursive: true, force: true })
  }
  return manifest
}

/**
 * What `read` makes of the files, once the manifest's own checksum and that of every file have been checked; else what is
 * wrong. A generation that was replaced meanwhile is no fault: the new one is read.
 */
export async function openGeneration<Result>(
  folder: string,
  read: (path: string, manifest: IndexManifest) => Promise<Result>,
): Promise<Result | IndexFault> {
  const manifest = await readManifest(folder)
  if (typeof manifest === 'string') return manifest
  const path = join(folder, manifest.generation)
  try {
    for (const [name, expected] of Object.entries(manifest.files)) {
      if ((await sha256Of(join(path, name))) !== expected) return 'corrupt'
    }
    if (typeof (await readCopy(path)) === 'string') return 'corrupt'
    return await read(path, manifest)
  } catch {
    const now = await readManifest(folder)
    return typeof now !== 'string' && now.generation !== manifest.generation ? openGeneration(folder, read) : 'corrupt'
  }
}

/**
 * The files that are as they were written, where the manifest can be trusted; null where it cannot. What is damaged is left
 * to whoever builds the index again.
 */
export async function soundFiles(
  folder: string,
): Promise<{ readonly path: string; readonly manifest: IndexManifest; readonly sound: ReadonlySet<string> } | null> {
  const pointed = await readManifest(folder)
  const manifest = typeof pointed === 'string' ? await copiedManifest(folder) : pointed
  if (manifest === null) return null
  const path = join(folder, manifest.generation)
  const sound = new Set<string>()
  for (const [name, expected] of Object.entries(manifest.files)) {
    const found = await sha256Of(join(path, name)).catch(() => null)
    if (found === expected) sound.add(name)
  }
  return { path, manifest, sound }
}

/** The manifest alone, for asking how old an index is; the files are not looked at. */
export const readManifest = (folder: string): Promise<IndexManifest | IndexFault> =>
  parseManifest(join(folder, POINTER))

const readCopy = (generation: string): Promise<IndexManifest | IndexFault> => parseManifest(join(generation, COPY))

/** The manifest of a generation whose pointer is damaged. */
async function copiedManifest(folder: string): Promise<IndexManifest | null> {
  for (const name of await readdir(folder).catch(() => [])) {
    const manifest = await readCopy(join(folder, name))
    if (typeof manifest !== 'string' && manifest.generation === name) return manifest
  }
  return null
}

async function parseManifest(path: string): Promise<IndexManifest | IndexFault> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return 'absent'
  }
  try {
    const { manifest, sha256 } = JSON.parse(text) as { readonly manifest: IndexManifest; readonly sha256: string }
    return checksum(manifest) === sha256 && manifest.format === FORMAT ? manifest : 'corrupt'
  } catch {
    return 'corrupt'
  }
}

const checksum = (manifest: IndexManifest): string => createHash('sha256').update(canonicalJson(manifest)).digest('hex')

/** Read in pieces, so that a large file holds nobody up. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  await handle.writeFile(text)
  await handle.sync()
  await handle.close()
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.sync()
  await handle.close()
}
