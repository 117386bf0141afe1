import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { useText } from '../text/use-text.ts'

/** Text for machines, to read and to copy. */
export function Code({ text }: { readonly text: string }) {
  const { say } = useText()
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <div className="flex items-start rounded-md border border-line bg-sunken">
      <pre
        tabIndex={0}
        className="max-h-96 min-w-0 flex-1 overflow-y-auto p-3 font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
      <span className="p-1">
        <Button
          look="quiet"
          icon={copied ? 'check' : 'copy'}
          bare={copied ? say('copied') : say('copy')}
          onClick={() => void copy()}
        />
      </span>
    </div>
  )
}
