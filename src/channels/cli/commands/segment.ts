import { previewOf } from '../../../services/approvals/proposal-preview.ts'
import type { Command } from 'commander'
import { InvalidInputError, NotFoundError } from '../../../lib/errors.ts'
import type { Filter } from '../../../lib/filters.ts'
import { propose } from '../../../services/approvals/propose.ts'
import { listSegments } from '../../../services/segments/saved/list-segments.ts'
import { showSegment } from '../../../services/segments/saved/show-segment.ts'
import { cliActor } from '../actor.ts'
import type { CommandContext } from '../create-program.ts'
import { EXIT } from '../exit-codes.ts'
import { printJson, type Output } from '../print.ts'

export function addSegmentCommand(program: Command, { run }: CommandContext): void {
  const segment = program.command('segment').description('saved segments: list, show, save, delete')
  segment
    .command('list')
    .description('every saved segment with its size when it was saved')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith segment list')
    .action(
      run(async ({ runtime, output }) => {
        const rows = listSegments({ ctx: runtime.contextFor(cliActor()) })
        if (output.json) printJson(output, rows)
        else if (rows.length === 0) output.out('No segment is saved yet.\n')
        else
          for (const { id, name, refresh, size_when_saved: size } of rows)
            output.out(`${id}  ${name}  ${refresh}  ${size}\n`)
        return EXIT.done
      }),
    )
  segment
    .command('show <segment>')
    .description('one saved segment by id or name, with who is in it now')
    .option('--limit <n>', 'customers to list', '20')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith segment show regulars --limit 50')
    .action(
      run<{ limit: string }>(async ({ runtime, output, options, args: [name = ''] }) => {
        const ctx = runtime.contextFor(cliActor())
        const shown = showSegment({ ctx, input: { segment: name, limit: countOf(options.limit) } })
        if (output.json) printJson(output, shown)
        else output.out(`${shown.id}  ${shown.name}  ${shown.size} customers\n${shown.customer_ids.join('\n')}\n`)
        return EXIT.done
      }),
    )
  segment
    .command('save <name>')
    .description('propose to save a segment; it is saved once approved')
    .requiredOption('--filters <json>', `conditions, such as '[{"field":"lifecycle","op":"eq","value":"dormant"}]'`)
    .option('--fixed', 'keep whom they choose now instead of applying them afresh')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `\nExample: kith segment save sleepers --filters '[{"field":"lifecycle","op":"eq","value":"dormant"}]'`,
    )
    .action(
      run<{ filters: string; fixed?: boolean }>(async ({ runtime, output, options, args: [name = ''] }) => {
        const args = {
          name,
          filters: parseFilters(options.filters),
          refresh: options.fixed === true ? 'never' : 'live',
        }
        const result = await runtime.callTool(cliActor(), 'save_segment', args)
        if (!result.ok) throw new InvalidInputError(result.error.message, { hint: result.error.hint ?? '' })
        const { proposal } = result.data as {
          readonly proposal: { readonly proposal_id: string; readonly preview: string }
        }
        return printProposal(output, proposal, proposal)
      }),
    )
  segment
    .command('delete <segment>')
    .description('propose to forget a saved segment')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample: kith segment delete sleepers')
    .action(
      run(async ({ runtime, output, args: [name = ''] }) => {
        const ctx = runtime.contextFor(cliActor())
        const found = listSegments({ ctx }).find((row) => row.id === name || row.name === name)
        if (found === undefined) throw new NotFoundError('segment', name)
        const row = propose({ ctx, input: { action: 'delete_segment', args: { segment_id: found.id } } })
        return printProposal(output, { proposal_id: row.id, preview: previewOf(row, 'en') }, row)
      }),
    )
}

function printProposal(
  output: Output,
  { proposal_id: id, preview }: { readonly proposal_id: string; readonly preview: string },
  whole: unknown,
): typeof EXIT.done {
  if (output.json) printJson(output, whole)
  else output.out(`${preview}\nTo do it: kith proposals approve ${id}\n`)
  return EXIT.done
}

function countOf(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 0) return count
  throw new InvalidInputError(`--limit must be a whole number, got '${text}'`, { field: 'limit' })
}

function parseFilters(text: string): readonly Filter[] {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value as readonly Filter[]
  } catch {
    // Said below, with what it should look like.
  }
  throw new InvalidInputError('--filters must be a JSON list of conditions', {
    field: 'filters',
    hint: `For example '[{"field":"lifecycle","op":"eq","value":"dormant"}]'.`,
  })
}
