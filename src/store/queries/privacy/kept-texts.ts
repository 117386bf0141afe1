import type { Store } from '../../open.ts'

/** A text of a stored conversation or proposal, with what finds its row again. */
export interface KeptText {
  readonly table:
    | 'threads'
    | 'turns'
    | 'tool_results'
    | 'proposals'
    | 'segments'
    | 'audiences'
    | 'settings'
    | 'memories'
  readonly column: string
  readonly rowid: number
  readonly text: string
}

const COLUMNS: readonly (readonly [KeptText['table'], readonly string[]])[] = [
  ['threads', ['title']],
  ['turns', ['question', 'answer', 'state']],
  ['tool_results', ['args', 'result']],
  ['proposals', ['args', 'preview', 'outcome', 'decision_note']],
  ['segments', ['filters', 'classifier']],
  ['audiences', ['definition']],
  ['settings', ['value']],
  ['memories', ['words', 'effect']],
]

/** Kept texts that mention one of these words. */
export function findKeptTexts({ sqlite }: Store, words: readonly string[]): KeptText[] {
  return COLUMNS.flatMap(([table, columns]) =>
    columns.flatMap((column) =>
      sqlite
        .prepare<[string], { rowid: number; text: string }>(
          `SELECT rowid, ${column} AS text FROM ${table}
           WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(lower(${table}.${column}), lower(value)) > 0)`,
        )
        .all(JSON.stringify(words))
        .map(({ rowid, text }) => ({ table, column, rowid, text })),
    ),
  )
}

export function replaceKeptText({ sqlite }: Store, { table, column, rowid }: KeptText, text: string): void {
  sqlite.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(text, rowid)
}

/** Conversations whose sealed list of people names somebody. */
export const listSealedThreads = ({ sqlite }: Store): { id: string; identities: Buffer }[] =>
  sqlite
    .prepare<[], { id: string; identities: Buffer }>('SELECT id, identities FROM threads WHERE identities IS NOT NULL')
    .all()

export const replaceSealedPeople = ({ sqlite }: Store, id: string, identities: Buffer | null): void => {
  sqlite.prepare('UPDATE threads SET identities = ? WHERE id = ?').run(identities, id)
}
