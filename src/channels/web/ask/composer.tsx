import { memo, useImperativeHandle, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { Button } from '../parts/button.tsx'
import { useText } from '../text/use-text.ts'
import { PeriodChips } from './period-chips.tsx'

export interface ComposerHandle {
  readonly write: (text: string) => void
}

export interface ComposerProps {
  readonly ref?: Ref<ComposerHandle>
  readonly busy: boolean
  readonly lastQuestion: string | null
  readonly onAsk: (question: string) => void
  readonly onStop: () => void
  /** An earlier question is being edited. */
  readonly editing: boolean
  readonly onCancelEdit: () => void
}

const MOST_LETTERS = 8000
const TALLEST = 220

/** Where questions are written: Enter sends, Shift + Enter begins a line, Escape stops, the up arrow takes the last one up. */
export const Composer = memo(function Composer({
  ref,
  busy,
  lastQuestion,
  onAsk,
  onStop,
  editing,
  onCancelEdit,
}: ComposerProps) {
  const { say } = useText()
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({
    write: (words) => {
      setText(words)
      area.current?.focus()
    },
  }))
  useLayoutEffect(() => {
    const element = area.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, TALLEST)}px`
  }, [text])
  const cancel = (): void => {
    onCancelEdit()
    setText('')
  }
  const send = (): void => {
    if (text.trim() === '' || busy) return
    onAsk(text.trim())
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Keys that pick a candidate of an input method are not meant for the page; 229 is what Safari says after one.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape' && busy) onStop()
    if (event.key === 'Escape' && editing) cancel()
    if (event.key === 'ArrowUp' && text === '' && lastQuestion !== null) {
      event.preventDefault()
      setText(lastQuestion)
    }
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="no-print sticky bottom-0 z-[5] mt-auto bg-gradient-to-t from-ground from-75% to-transparent pt-4 pb-3"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="rounded-xl border border-line-strong bg-panel p-2 shadow-[0_2px_12px_rgb(0_0_0/0.05)] focus-within:border-accent">
        {editing && (
          <p role="status" className="flex items-center gap-2 px-2 pb-1 text-xs text-quiet">
            {say('editing')}
            <button type="button" className="text-accent underline" onClick={cancel}>
              {say('cancel')}
            </button>
          </p>
        )}
        <label htmlFor="composer" className="sr-only">
          {say('askPlaceholder')}
        </label>
        <textarea
          ref={area}
          id="composer"
          rows={1}
          maxLength={MOST_LETTERS}
          value={text}
          placeholder={say('askPlaceholder')}
          title={say('askHint')}
          className="block w-full resize-none bg-transparent px-2 py-1 outline-none placeholder:text-quiet"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="flex items-center justify-between gap-2 ps-2">
          <PeriodChips
            text={text}
            onChange={(words) => {
              setText(words)
              area.current?.focus()
            }}
          />
          {busy ? (
            <Button icon="stop" onClick={onStop}>
              {say('stop')}
            </Button>
          ) : (
            <Button look="primary" icon="send" type="submit" disabled={text.trim() === ''}>
              {say('ask')}
            </Button>
          )}
        </div>
      </div>
    </form>
  )
})
