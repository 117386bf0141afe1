import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder that holds package.json, seen from the sources and from the build alike. */
export const projectFolder = findProject(import.meta.dirname)

function findProject(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  return parent === folder ? folder : findProject(parent)
}

const manifest: unknown = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))

/** The version of this Kith, as package.json has it. */
export const packageVersion =
  manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '0.0.0'
