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
    <div className="relative">
      <pre
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-line bg-sunken p-3 pe-11 font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
      <span className="absolute top-1 right-1">
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
