import type { ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { AnswerFact } from '../../../lib/answer.ts'
import { setQuery } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { markFigures } from './mark-figures.ts'

/** Links and pictures of a text are never followed: an answer may quote what a stranger wrote. */
const PLAIN_MARKDOWN = [
  'p',
  'strong',
  'em',
  'ul',
  'ol',
  'li',
  'code',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'br',
  'del',
  'h3',
  'h4',
  'mark',
]

/** The words of an answer; each figure in them opens the result that it comes from. */
export function AnswerText({ text, facts }: { readonly text: string; readonly facts: readonly AnswerFact[] }) {
  return (
    <div className="answer-text">
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[[markFigures, facts]]}
        allowedElements={PLAIN_MARKDOWN}
        unwrapDisallowed
        components={COMPONENTS}
      >
        {text}
      </Markdown>
    </div>
  )
}

const COMPONENTS: Components = {
  mark: ({ node, children }) => (
    <SourcedFigure reference={String(node?.properties['title'] ?? '')}>{children}</SourcedFigure>
  ),
}

function SourcedFigure({ reference, children }: { readonly reference: string; readonly children: ReactNode }) {
  const { say } = useText()
  const result = /\br\d+/.exec(reference)?.[0] ?? null
  const figure = /\.([a-z0-9_]+)$/.exec(reference)?.[1] ?? null
  return (
    <button
      type="button"
      className="figure"
      title={`${say('figureSource')}: ${reference}`}
      onClick={() => setQuery({ how: result, figure, tab: reference.includes('.table[') ? 'data' : null }, false)}
    >
      {children}
    </button>
  )
}
