/** Line icons in a box of 20 x 20, drawn for this product. */
const paths = {
  search: 'M9 3.500a5.500 5.500 0 1 1 0 11a5.500 5.500 0 1 1 0-11zM13 13l4 4',
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  north: 'M10 3l4 13-4-3-4 3z',
  home: 'M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3M8 10h4M10 8v4',
  ruler: 'M3 13.500L13.500 3 17 6.500 6.500 17zM6 10.500l1.500 1.500M8.500 8l2 2M11 5.500l1.500 1.500',
  area: 'M4 5.500l9-2 3.500 8.500-7 4.500L3.500 13z',
  clock: 'M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM10 6v4.200l2.800 1.800',
  table: 'M3.500 4.500h13v11h-13zM3.500 8.200h13M3.500 11.900h13M8 8.200v7.300',
  link: 'M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300l-1 1M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300l1-1',
  layers: 'M10 3.500l7 3.700-7 3.700-7-3.700zM3 10.500l7 3.700 7-3.700M3 13.700l7 3.700 7-3.700',
  lock: 'M5.500 9h9v7.500h-9zM7.300 9V6.700a2.700 2.700 0 0 1 5.400 0V9',
  chevron: 'M7.500 5l5 5-5 5',
  back: 'M12.500 5l-5 5 5 5',
  down: 'M5 7.500l5 5 5-5',
  up: 'M5 12.500l5-5 5 5',
  target: 'M10 5a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM10 2v3M10 15v3M2 10h3M15 10h3',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  check: 'M4.500 10.500l3.700 3.700 7.300-8',
  warning: 'M10 3.500L17.500 16.500h-15zM10 8v4M10 14.200v.3',
  play: 'M6.500 4.500v11l9-5.500z',
  pause: 'M6.500 4.500v11M13.500 4.500v11',
  undo: 'M7 5L3.500 8.500 7 12M4 8.500h7.500a4 4 0 0 1 0 8H8',
  download: 'M10 3.500v9M6 9l4 4 4-4M3.500 16.500h13',
  upload: 'M10 12.500v-9M6 7l4-4 4 4M3.500 16.500h13',
  keyboard: 'M2.500 5.500h15v9h-15zM5.500 8.500h.1M8.500 8.500h.1M11.500 8.500h.1M14.500 8.500h.1M6 11.500h8',
  person: 'M10 3.500a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM4 17c.5-3.500 2.800-5.200 6-5.200s5.500 1.700 6 5.200',
  eye: 'M2.500 10c2-3.500 4.500-5 7.500-5s5.500 1.500 7.500 5c-2 3.500-4.500 5-7.500 5s-5.500-1.500-7.500-5zM10 7.800a2.200 2.200 0 1 1 0 4.400a2.200 2.200 0 1 1 0-4.400z',
  'eye-off':
    'M3 3l14 14M8 5.300c4-1 7.200.7 9.500 4.700-.8 1.400-1.700 2.500-2.700 3.300M5.300 6.700C4.200 7.500 3.300 8.600 2.500 10c2.700 4.600 6.300 6 10.400 4.400',
  pin: 'M10 17.500c-3.300-4-5-6.700-5-9a5 5 0 0 1 10 0c0 2.300-1.700 5-5 9zM10 6.700a1.800 1.800 0 1 1 0 3.600a1.800 1.800 0 1 1 0-3.600z',
  panel: 'M3.500 4.500h13v11h-13zM8 4.500v11',
  offline:
    'M3 3l14 14M4 8.500c1-.8 2-1.400 3.200-1.800M10.500 6c2.200.1 4 .9 5.500 2.500M6.500 11.500c.8-.6 1.600-1 2.600-1.200M10 15v.2',
  sort: 'M7 4v12M7 16l-2.500-2.500M7 16l2.500-2.500M13 16V4M13 4l-2.500 2.500M13 4l2.500 2.500',
  ascending: 'M10 4v12M6 8l4-4 4 4',
  descending: 'M10 4v12M6 12l4 4 4-4',
  leave: 'M8 4.500H4.500v11H8M12 6.500l3.500 3.500-3.500 3.500M15.500 10H8',
  camera:
    'M3 6.500h3.300l1.400-2h4.600l1.400 2H17v9.500H3zM10 8.300a2.900 2.900 0 1 1 0 5.800a2.900 2.900 0 1 1 0-5.800z',
  globe:
    'M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14zM3.300 8h13.400M3.300 12h13.400M10 3c-4.500 4.500-4.500 9.500 0 14M10 3c4.500 4.500 4.500 9.500 0 14',
} as const;

export type IconName = keyof typeof paths;

/**
 * A picture in the colour of the text around it, `size` in CSS pixels; hidden from screen readers, so words must stand
 * beside it.
 */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
