import { useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import { useText } from '../text/use-text.ts'

/** Where a file is dropped or chosen. */
export function DropZone({ onPick }: { readonly onPick: (file: File) => void }) {
  const { say } = useText()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const [first] = files ?? []
    if (first !== undefined) onPick(first)
  }
  return (
    <label
      className={`flex cursor-pointer flex-col items-center gap-2 rounded-lg border-2 border-dashed px-6 py-10 text-center focus-within:outline-2 focus-within:outline-accent ${over ? 'border-accent bg-accent-soft' : 'border-line-strong hover:border-accent'}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <Icon name="file" className="size-7 text-accent" />
      <span className="font-medium">{say('dropHere')}</span>
      <span className="max-w-lg text-sm text-quiet">{say('dropHint')}</span>
      <input
        type="file"
        className="sr-only"
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
    </label>
  )
}
