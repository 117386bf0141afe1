import { Children, memo, useState, type ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { AnswerFact } from '../../../lib/answer.ts'
import { setQuery } from '../routing/location.ts'
import { useText } from '../text/use-text.ts'
import { keepDatesWhole } from './keep-dates-whole.ts'
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
  'time',
]

/** The words of an answer; each figure in them opens the result that it comes from. */
export const AnswerText = memo(function AnswerText({
  text,
  facts,
  hasTable = false,
}: {
  readonly text: string
  readonly facts: readonly AnswerFact[]
  /** A table below holds every row: a long list begins folded. */
  readonly hasTable?: boolean
}) {
  return (
    <Markdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[[markFigures, facts], keepDatesWhole]}
      allowedElements={PLAIN_MARKDOWN}
      unwrapDisallowed
      components={hasTable ? FOLDING : COMPONENTS}
    >
      {text}
    </Markdown>
  )
})

const COMPONENTS: Components = {
  mark: ({ node, children }) => (
    <SourcedFigure reference={String(node?.properties['title'] ?? '')}>{children}</SourcedFigure>
  ),
}

const FOLDING: Components = { ...COMPONENTS, ul: ({ children }) => <FoldingList>{children}</FoldingList> }

/** A list of more lines begins with its first ones. */
const MOST_LINES = 8
const KEPT = 4

function FoldingList({ children }: { readonly children: ReactNode }) {
  const { say } = useText()
  const [open, setOpen] = useState(false)
  const lines = Children.toArray(children).filter((child) => typeof child !== 'string')
  const hidden = lines.length - KEPT
  if (open || lines.length <= MOST_LINES) return <ul>{children}</ul>
  return (
    <>
      <ul>{lines.slice(0, KEPT)}</ul>
      <button type="button" className="no-print ms-5 text-sm text-accent hover:underline" onClick={() => setOpen(true)}>
        {say('moreLines', { lines: hidden })}
      </button>
    </>
  )
}

/** A link, since only one breaks its line as words do: no comma is torn off its figure. */
function SourcedFigure({ reference, children }: { readonly reference: string; readonly children: ReactNode }) {
  const { say } = useText()
  const how = /\br\d+/.exec(reference)?.[0] ?? ''
  const figure = /\.([a-z0-9_]+)$/.exec(reference)?.[1] ?? ''
  const tab = reference.includes('.table[') ? 'data' : ''
  return (
    <a
      href={`?${new URLSearchParams({ how, figure, tab })}`}
      className="figure"
      title={say('named', { name: say('figureSource'), value: reference })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        setQuery({ how, figure, tab }, false)
      }}
    >
      {children}
    </a>
  )
}
