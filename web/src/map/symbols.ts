/**
 * The map's small pictures, as paths in a box of 24 x 24. The canvas that MapLibre samples and the SVG of the legend draw from
 * the same paths, so a legend cannot disagree with the map.
 */
export type Ink = 'colour' | 'paper';
export interface Stroke {
  readonly path: string;
  readonly fill?: Ink;
  readonly stroke?: Ink;
  readonly width?: number;
}

const tile = 'M6 2h12a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4z';
const disc = 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z';
const stone = 'M8 21V8.5L12 4l4 4.500V21z';
const onTile = (path: string): Stroke[] => [
  { path: tile, fill: 'colour', stroke: 'paper', width: 2.4 },
  { path, fill: 'paper' },
];
const onDisc = (path: string): Stroke[] => [
  { path: disc, fill: 'colour', stroke: 'paper', width: 2.4 },
  { path, fill: 'paper' },
];

export const symbols = {
  post: onTile('M7 5.500h1.800V19H7zM10 6h7.500l-2.300 3 2.300 3H10z'),
  'gate-post': onTile('M6 18V8.500L12 5l6 3.500V18h-2.600v-6.500H13.200V18h-2.400v-6.500H8.600V18z'),
  'marker-main': [{ path: stone, fill: 'colour', stroke: 'paper', width: 2 }],
  'marker-auxiliary': [
    { path: stone, fill: 'paper', stroke: 'paper', width: 3 },
    { path: 'M9 20V9l3-3.300L15 9v11z', stroke: 'colour', width: 2 },
  ],
  gate: onTile('M5.500 18V7h13v11H16v-7.500H8V18zM10.800 12.500h2.400V18h-2.400z'),
  crossing: onDisc(
    'M6.800 9.200h7.400L12.400 7.400 13.600 6.200 17.400 10 13.600 13.800 12.400 12.600 14 11H6.800zM17.200 15.800H9.800l1.600 1.600-1 .8L6.600 15l3.800-3.400 1 1-1.600 1.500h7.400z',
  ),
  railway: onTile(
    'M8 5h8a2 2 0 0 1 2 2v7.500a2 2 0 0 1-2 2l1.800 2.500h-2.200l-1.600-2.200h-4L8.400 19H6.200L8 16.500a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM8 7.200v4h8v-4zM8.800 13a1.100 1.100 0 1 0 .01 0zM15.200 13a1.100 1.100 0 1 0 .01 0z',
  ),
  school: onDisc(
    'M12 7l6.500 3L12 13 5.500 10zM8.200 12.400 12 14.200l3.800-1.800v2.800c-1.200 1.200-2.400 1.600-3.800 1.600s-2.600-.4-3.800-1.600z',
  ),
  health: onDisc('M10.600 7h2.800v3.600H17v2.800h-3.600V17h-2.800v-3.600H7v-2.800h3.600z'),
  antenna: onDisc(
    'M11.200 11.500h1.600l2 6.500h-1.800l-.4-1.500h-1.200l-.4 1.500H9.200zM12 7.800a1.700 1.700 0 1 1 0 3.400a1.700 1.700 0 1 1 0-3.400zM7.600 7l1.200 1a4 4 0 0 0 0 3.300l-1.200 1a5.500 5.500 0 0 1 0-5.300zM16.400 7l-1.200 1a4 4 0 0 1 0 3.300l1.200 1a5.500 5.500 0 0 0 0-5.300z',
  ),
  house: onDisc('M12 6.500 18 11.500h-1.600V17h-3v-3.500h-2.800V17h-3v-5.500H6z'),
  yard: onDisc('M7 8h10v8.500H7zM8.600 9.600v5.300h2.600V9.600zM12.800 9.600v5.300h2.600V9.600z'),
  seat: onDisc('M12 6.300l1.700 3.600 3.900.5-2.900 2.700.8 3.900L12 15.100 8.500 17l.8-3.900-2.900-2.700 3.900-.5z'),
  'new-home': onTile('M12 5.500 19 11.500h-2V18h-3.500v-4h-3v4H7v-6.500H5z'),
  leaf: [{ path: 'M12 20C7 15 7 9 12 4c5 5 5 11 0 16z', fill: 'colour' }],
  diamond: [{ path: 'M12 3l9 9-9 9-9-9z', fill: 'colour', stroke: 'paper', width: 2.4 }],
} as const satisfies Record<string, readonly Stroke[]>;

/** Strokes of symbols that are not in the public list; the chunk that draws them adds theirs. */
const added = new Map<string, readonly Stroke[]>();
export const addSymbol = (name: string, strokes: readonly Stroke[]) => added.set(name, strokes);
export const strokesOf = (name: string): readonly Stroke[] =>
  added.get(name) ?? (symbols as Record<string, readonly Stroke[]>)[name] ?? symbols.diamond;

/** The image name that asks for a symbol in two colours: `post/1d5a3c/fbfaf5`. */
export const iconId = (name: string, colour: string, paper: string) =>
  `${name}/${colour.replace('#', '')}/${paper.replace('#', '')}`;

/** A diagonal hatch: `hatch/6c5f8d`. */
export const hatchId = (colour: string) => `hatch/${colour.replace('#', '')}`;

/** What an image name asks for; undefined when it is not one of ours. */
export function parseIcon(id: string): { name: string; colour: string; paper: string } | undefined {
  const match = /^([a-z-]+)\/([0-9a-f]{6})(?:\/([0-9a-f]{6}))?$/.exec(id);
  return match?.[1] && match[2]
    ? { name: match[1], colour: `#${match[2]}`, paper: `#${match[3] ?? 'ffffff'}` }
    : undefined;
}
