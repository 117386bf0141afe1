import type { Bilingual } from '../../lib/bilingual.ts'
import type { Language } from '../../lib/answer.ts'
import type { ServiceContext } from '../context.ts'
import type { ActionDefinition } from './action-definition.ts'

/** What would happen, as it is kept with a proposal: whoever proposes it need not read the language of whoever decides. */
export function keptPreview(ctx: ServiceContext, action: ActionDefinition, args: unknown): string {
  const preview = (language: Language): string => action.preview({ ...ctx, language }, args)
  const both: Bilingual = { en: preview('en'), zh: preview('zh') }
  return JSON.stringify(both)
}

/** The kept preview in the language of its reader; one that was kept before there were two is in the one it has. */
export const previewOf = ({ preview }: { readonly preview: string }, language: Language): string =>
  preview.startsWith('{') ? (JSON.parse(preview) as Bilingual)[language] : preview
