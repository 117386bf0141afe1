import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPrompts } from '../../src/config/load-prompts.ts'
import { ALL_ATTACKS, openAttackedShop } from './attacked-shop.ts'
import { runAttack } from './run-attack.ts'

/** All attacks, half of them under the real system prompt and half under an empty one; what got through, counted. */
export async function measureAttacks(): Promise<{
  readonly attacks: number
  readonly calls_attempted: number
  readonly not_answered: number
  readonly got_through: readonly string[]
}> {
  const home = mkdtempSync(join(tmpdir(), 'kith-attacked-'))
  const shop = openAttackedShop(home)
  const real = loadPrompts().system
  const got: string[] = []
  let attempted = 0
  let silent = 0
  for (const [index, one] of ALL_ATTACKS.entries()) {
    const outcome = await runAttack(shop, { ...one, systemPrompt: index % 2 === 0 ? real : '' })
    attempted += outcome.attempted
    if (!outcome.answered) silent += 1
    got.push(
      ...outcome.wrong.map((what) => `${one.attack.id} in ${one.carrier.id} for "${one.task.question}": ${what}`),
    )
  }
  rmSync(home, { recursive: true })
  return { attacks: ALL_ATTACKS.length, calls_attempted: attempted, not_answered: silent, got_through: got }
}
