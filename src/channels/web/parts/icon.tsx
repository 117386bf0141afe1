/** Line drawings of 24 x 24; each says what it stands for by its name, words stand beside or in the button's label. */
const PATHS = {
  ask: 'M4 5.5h16v10.5h-9l-4.5 4v-4H4z',
  plus: 'M12 5v14M5 12h14',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-6 6.5-6s6.1 2.4 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.3M18 14.5c2 .9 3.2 2.9 3.5 5.5',
  groups: 'M9.5 14.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11ZM14.5 20.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11Z',
  quote: 'M5 6h14v9h-7l-4 4v-4H5zM8.5 9.5h7M8.5 12h4.5',
  flag: 'M6 21V4M6 5h11l-2 3.5L17 12H6',
  bell: 'M6.5 16V11a5.5 5.5 0 0 1 11 0v5l1.5 2h-14zM10 20.5h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  inbox: 'M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h5l1 2h4l1-2h5',
  data: 'M12 8.5c4.1 0 7-1.1 7-2.5s-2.9-2.5-7-2.5S5 4.6 5 6s2.9 2.5 7 2.5ZM5 6v12c0 1.4 2.9 2.5 7 2.5s7-1.1 7-2.5V6M5 12c0 1.4 2.9 2.5 7 2.5s7-1.1 7-2.5',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5v-5M9 19.5v-5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  theme: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 4v16M12 8l6-1M12 12h8M12 16l6 1',
  send: 'M5 12h13M13 6.5 18.5 12 13 17.5',
  stop: 'M7 7h10v10H7z',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  again: 'M19 12a7 7 0 1 1-2.1-5M19.5 4v4h-4',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5l-3 3A4 4 0 0 0 10.7 18L12 17',
  up: 'M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2.2 2.6L12.6 10H18c1.3 0 2.2 1.2 1.9 2.4l-1.5 6A2 2 0 0 1 16.5 20H7',
  down: 'M17 13V4h3v9zM17 13l-4 7c-1.5 0-2.5-1-2.2-2.6l.6-3.4H6c-1.3 0-2.2-1.2-1.9-2.4l1.5-6A2 2 0 0 1 7.5 4H17',
  how: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2 1-1.2 1.8M12 16.5v.3',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14',
  picture: 'M4 5h16v14H4zM4 16l4.5-4.5 3.5 3.5 3-3 5 5M15.5 9.5v.1',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  warn: 'M12 4 21 19.5H3zM12 10v4.5M12 17v.2',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  next: 'M9.5 6l6 6-6 6',
  cart: 'M3.5 4.5H6l2 10.5h9.5l2-7.5H7M9.5 19.5v.1M16.5 19.5v.1',
  bag: 'M5.5 8.5h13l1 12h-15zM9 8.5V7a3 3 0 0 1 6 0v1.5',
  ticket: 'M4 7h16v3.5a1.5 1.5 0 0 0 0 3V17H4v-3.5a1.5 1.5 0 0 0 0-3zM14 7v10',
  spark: 'M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8z',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, className = 'size-4' }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
