import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Icon, type IconName } from '../parts/icon.tsx'
import { navigate } from '../routing/location.ts'
import { pickLanguage } from '../text/start-text.ts'
import { useText, type Text } from '../text/use-text.ts'
import { AREAS } from './areas.ts'
import { toggleTheme } from './theme.ts'
import { useThreads, type ThreadSummary } from './use-threads.ts'

interface Command {
  readonly key: string
  readonly icon: IconName
  readonly words: string
  readonly run: () => void
}

/** Everything that can be gone to or done, by typing: pages, conversations, a customer by id, or a question. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const { say } = text
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState(0)
  const commands = commandsFor(typed.trim(), text, useThreads())
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const run = (command: Command | undefined): void => {
    if (command === undefined) return
    // Closed rather than taken away, so that focus goes back to where it was.
    dialog.current?.close()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      // Or the same key would press the button that gets the focus back.
      event.preventDefault()
      run(commands[picked])
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    setPicked((picked + step + commands.length) % Math.max(commands.length, 1))
  }
  return (
    <dialog
      ref={dialog}
      aria-label={say('palette')}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close()
      }}
      className="mx-auto mt-[12dvh] mb-auto w-[min(36rem,calc(100vw-2rem))] overflow-hidden rounded-xl border border-line bg-panel p-0 text-ink shadow-xl"
    >
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={commands[picked] === undefined ? undefined : `${id}-${picked}`}
        aria-label={say('paletteHint')}
        placeholder={say('paletteHint')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setPicked(0)
        }}
        onKeyDown={onKeyDown}
        className="w-full border-b border-line bg-transparent px-4 py-3 outline-none placeholder:text-quiet"
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={say('palette')}
        className="max-h-[min(30rem,66dvh)] overflow-y-auto p-2"
      >
        {commands.map((command, at) => (
          <li
            key={command.key}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === picked}
            onMouseMove={() => setPicked(at)}
            onClick={() => run(command)}
            className={`flex items-center gap-3 rounded-md px-2.5 py-1.5 text-sm ${at === picked ? 'bg-accent-soft text-accent' : ''}`}
          >
            <Icon name={command.icon} />
            <span className="truncate">{command.words}</span>
          </li>
        ))}
      </ul>
    </dialog>
  )
}

function commandsFor(
  typed: string,
  { say, language }: Pick<Text, 'say' | 'language'>,
  threads: readonly ThreadSummary[],
): Command[] {
  const pages: Command[] = [
    { key: '/', icon: 'plus', words: say('newQuestion'), run: () => navigate('/') },
    ...AREAS.flat().map(({ path, name, icon }) => ({
      key: path,
      icon,
      words: say(name),
      run: () => navigate(path),
    })),
    { key: 'build', icon: 'groups', words: say('newSegment'), run: () => navigate('/segments/new') },
    { key: 'import', icon: 'file', words: say('importFile'), run: () => navigate('/data?import=1') },
    { key: 'theme', icon: 'theme', words: say('theme'), run: toggleTheme },
    {
      key: 'language',
      icon: 'edit',
      words: say('language'),
      run: () => void pickLanguage(language === 'en' ? 'zh' : 'en'),
    },
    ...threads.map(({ thread_id: id, title }) => ({
      key: id,
      icon: 'ask' as const,
      words: title,
      run: () => navigate(`/threads/${id}`),
    })),
  ]
  if (typed === '') return pages
  const folded = typed.toLocaleLowerCase()
  const found = pages.filter(({ words }) => words.toLocaleLowerCase().includes(folded))
  const looksLikeId = /^[A-Za-z]{1,3}-\d+$/.test(typed)
  const customer: Command = {
    key: 'customer',
    icon: 'people',
    words: looksLikeId ? say('openCustomer', { id: typed.toUpperCase() }) : say('searchCustomers', { words: typed }),
    run: () =>
      navigate(
        looksLikeId
          ? `/customers/${encodeURIComponent(typed.toUpperCase())}`
          : `/customers?q=${encodeURIComponent(typed)}`,
      ),
  }
  const question: Command = {
    key: 'ask',
    icon: 'ask',
    words: say('askThis', { words: typed }),
    run: () => navigate(`/?ask=${encodeURIComponent(typed)}`),
  }
  return looksLikeId ? [customer, ...found, question] : [...found, question, customer]
}
