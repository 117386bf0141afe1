import { useState, type KeyboardEvent } from 'react'
import { useText } from '../text/use-text.ts'

export interface ComposerProps {
  readonly busy: boolean
  readonly onAsk: (question: string) => void
  readonly onStop: () => void
}

export function Composer({ busy, onAsk, onStop }: ComposerProps) {
  const { say } = useText()
  const [text, setText] = useState('')
  const send = (): void => {
    if (text.trim() === '' || busy) return
    onAsk(text.trim())
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape' && busy) onStop()
    // Enter that picks a candidate of an input method is not the end of a question.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="sticky bottom-3 mt-auto rounded-xl border border-line bg-panel p-2 shadow-sm focus-within:border-accent"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label htmlFor="composer" className="sr-only">
        {say('askPlaceholder')}
      </label>
      <textarea
        id="composer"
        rows={2}
        maxLength={8000}
        value={text}
        placeholder={say('askPlaceholder')}
        className="block w-full resize-none bg-transparent px-2 py-1 outline-none placeholder:text-quiet"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center justify-between gap-2 px-2">
        <span className="text-xs text-quiet">{say('askHint')}</span>
        {busy ? (
          <button type="button" className="rounded-lg border border-line px-3 py-1 text-sm" onClick={onStop}>
            {say('stop')}
          </button>
        ) : (
          <button
            type="submit"
            disabled={text.trim() === ''}
            className="rounded-lg bg-accent px-3 py-1 text-sm text-ground disabled:opacity-50"
          >
            {say('ask')}
          </button>
        )}
      </div>
    </form>
  )
}
