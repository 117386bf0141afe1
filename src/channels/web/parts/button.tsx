import type { ButtonHTMLAttributes } from 'react'
import { Icon, type IconName } from './icon.tsx'

const LOOKS = {
  primary: 'bg-accent text-accent-ink border-accent hover:opacity-90',
  plain: 'bg-panel border-line-strong hover:border-accent hover:text-accent',
  quiet: 'border-transparent text-quiet hover:bg-sunken hover:text-ink',
  danger: 'bg-panel border-line-strong text-bad hover:bg-bad-soft',
} as const

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: keyof typeof LOOKS
  readonly icon?: IconName
  /** Shows the icon alone; the words are then its label. */
  readonly bare?: string
}

export function Button({ look = 'plain', icon, bare, className = '', children, ...rest }: ButtonProps) {
  const shape = bare === undefined ? 'px-3 py-1 gap-1.5' : 'size-8 justify-center'
  return (
    <button
      type="button"
      {...rest}
      {...(bare === undefined ? {} : { 'aria-label': bare, title: bare })}
      className={`inline-flex min-h-8 items-center rounded-md border text-sm whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50 ${shape} ${LOOKS[look]} ${className}`}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  )
}
