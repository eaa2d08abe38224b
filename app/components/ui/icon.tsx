const PATHS = {
  arrow: 'M5 12h14M13 6l6 6-6 6',
  chart: 'M4 4v16h16M8 15l4-4 3 2 5-6',
  check: 'M4 13l5 5L20 6',
  chevron: 'M5 9l7 7 7-7',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  cross: 'M6 6l12 12M18 6L6 18',
  document: 'M7 3h7l4 4v14H6V3zM14 3v4h4M9 12h6M9 16h6',
  down: 'M12 4v16M5 13l7 7 7-7',
  home: 'M4 11l8-7 8 7M6 10v10h12V10',
  info: 'M12 11v6M12 7.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  message: 'M4 5h16v11h-9l-4 4v-4H4z',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20c0-4 2.5-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .8 3 2.5 3 5.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20c0-4 3-6 7-6s7 2 7 6',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 8V4h10v4M7 17H4V9h16v8h-3M7 14h10v6H7z',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5',
  undo: 'M9 5L4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3',
  up: 'M12 20V4M5 11l7-7 7 7',
  warning: 'M12 4l9 16H3zM12 10v4M12 17v.01',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign that always stands beside a word: it is hidden from screen readers and never carries meaning alone. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
