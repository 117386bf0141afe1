import { KIND_FIELDS, type ImportKind } from '../kinds.ts'
import type { ReadRecord, ToldRecord } from '../pipeline.ts'
import type { ToldFact } from '../presets/preset.ts'
import { recordTyper, type RecordTyper, type TypingContext } from './type-records.ts'

/** Types a fact that a row of another kind tells, by the rules of its own kind. */
export interface ToldTyper {
  type(fact: ToldFact, line: number, position: number, raw: string): ReadRecord
}

/** What a refund leaves out is known from its order, so only its instant must be there. */
const WORKED_OUT: Readonly<Partial<Record<ImportKind, readonly string[]>>> = { returns: ['quantity', 'amount'] }

export function toldTyper(context: Omit<TypingContext, 'mark' | 'takesCurrency'>): ToldTyper {
  const typers = new Map<string, { readonly names: readonly string[]; readonly typer: RecordTyper }>()
  const typerOf = ({ kind, cells }: ToldFact): { readonly names: readonly string[]; readonly typer: RecordTyper } => {
    const signature = `${kind} ${Object.keys(cells).join(' ')}`
    const known = typers.get(signature)
    if (known !== undefined) return known
    // A field that the fact cannot have is no column; one that it leaves empty is.
    const fields = KIND_FIELDS[kind].filter(({ name, required }) => required || Object.hasOwn(cells, name))
    const columns = fields.map((field, index) => ({
      field: WORKED_OUT[kind]?.includes(field.name) === true ? { ...field, required: false } : field,
      index,
      column: field.name,
      order: 'month_first' as const,
      dropsFraction: false,
    }))
    const made = {
      names: fields.map(({ name }) => name),
      typer: recordTyper(columns, { ...context, mark: '.', takesCurrency: false }),
    }
    typers.set(signature, made)
    return made
  }
  return {
    type: (fact, line, position, raw) => {
      const { cells, where } = fact
      const { names, typer } = typerOf(fact)
      const read = typer.type(
        names.map((name) => cells[name] ?? ''),
        line,
        position,
        raw,
        raw.includes('\ufffd'),
      )
      if (read.ok) return read
      return { ok: false, rejected: { ...read.rejected, column: `${where}.${read.rejected.column ?? ''}` } }
    },
  }
}

/** A record with what it tells; rejected as a whole when a part of that is no fact. */
export function withTold(read: ReadRecord, facts: readonly ToldFact[], typer: ToldTyper): ReadRecord {
  if (!read.ok || facts.length === 0) return read
  const { record } = read
  const told: ToldRecord[] = []
  for (const fact of facts) {
    const typed = typer.type(fact, record.line, record.position, record.raw)
    if (!typed.ok) return typed
    told.push({ kind: fact.kind, values: typed.record.values })
  }
  return { ok: true, record: { ...record, told } }
}
