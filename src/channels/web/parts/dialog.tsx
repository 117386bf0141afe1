import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** `side` stands at the right edge in full height, `left` at the left one, `middle` in the middle. */
  readonly place?: 'side' | 'left' | 'middle'
  readonly children: ReactNode
}

const PLACES = {
  side: 'drawer m-0 ms-auto h-dvh max-h-none w-full max-w-110 border-s',
  left: 'm-0 me-auto h-dvh max-h-none w-72 max-w-[85vw] border-e',
  middle: 'm-auto w-[min(34rem,calc(100vw-2rem))] max-h-[calc(100dvh-3rem)] rounded-xl border',
} as const

/** A dialog of the browser's own: it keeps the focus inside, closes with Escape and gives the focus back. */
export function Dialog({ title, onClose, place = 'middle', children }: DialogProps) {
  const { say } = useText()
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    if (dialog?.open === false) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose()
      }}
      className={`border-line bg-panel p-0 text-ink shadow-xl ${PLACES[place]}`}
    >
      <div className="flex h-full flex-col">
        <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3">
          <h2 id={id} className="title text-lg">
            {title}
          </h2>
          <Button look="quiet" icon="close" bare={say('close')} onClick={onClose} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
      </div>
    </dialog>
  )
}
