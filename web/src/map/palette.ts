import type { ColourScheme } from '../state/colour-scheme.ts';

/** The measures' colours: one each, the same on map, chart, table and print. `measure-colours.test.ts` checks them. */
export const measureColours = {
  light: { reached: '#2a6bb0', paved: '#3e4560', lit: '#d99a00', patrolled: '#11876f', gap: '#c9401a' },
  dark: { reached: '#7fb4f2', paved: '#c4cbe2', lit: '#f4c13d', patrolled: '#3fc3a3', gap: '#ff8256' },
} as const satisfies Record<ColourScheme, Record<Measure, string>>;

export const measures = ['reached', 'paved', 'lit', 'patrolled', 'gap'] as const;
export type Measure = (typeof measures)[number];

/** Every colour the map may use, in one scheme. */
export type Palette = Record<Exclude<keyof typeof light, 'scheme'>, string> &
  Readonly<Record<Measure, string>> & {
    readonly scheme: ColourScheme;
  };

const light = {
  scheme: 'light',
  ...measureColours.light,
  land: '#f6f4ec',
  neighbour: '#e9e7df',
  sea: '#cfdfe3',
  water: '#bcd3d9',
  stream: '#b3ccd3',
  terrainShade: '#8a8f72',
  province: '#fdfcf7',
  provinceEdge: '#b9b4a2',
  countryEdge: '#a59d8c',
  placeInk: '#5c5b51',
  placeInkQuiet: '#7d7b70',
  ink: '#22281f',
  halo: '#fbfaf5',
  accent: '#1d5a3c',
  /** Of warnings, as `--warn` in the sheets. */
  warning: '#8a5a00',
  border: '#8e1f2f',
  borderBand: '#c4707b',
  unpaved: '#8c6a3f',
  planned: '#8b8f9d',
  closed: '#a08f8f',
  broken: '#8b6f6f',
  gate: '#6a2c70',
  service: '#4d6472',
  village: '#7a6f57',
  belt: '#6c5f8d',
  project: '#3e5fa8',
  commune: '#8f8a78',
  bamboo: '#4c8a3f',
  resettlement: '#b3541e',
} as const;

const dark: Record<keyof typeof light, string> = {
  scheme: 'dark',
  ...measureColours.dark,
  land: '#1c211e',
  neighbour: '#151917',
  sea: '#0e161a',
  water: '#16242a',
  stream: '#1d2f36',
  // By night heights are lit, by day they are shaded.
  terrainShade: '#c3cfc0',
  province: '#212724',
  provinceEdge: '#4a524b',
  countryEdge: '#565c55',
  placeInk: '#b4b7ab',
  placeInkQuiet: '#8d9187',
  ink: '#eceee8',
  halo: '#161a18',
  accent: '#8ccba3',
  warning: '#f0c060',
  border: '#f08a97',
  borderBand: '#7d343f',
  unpaved: '#c9a06a',
  planned: '#858b9e',
  closed: '#8d7f7f',
  broken: '#a58a8a',
  gate: '#d7a3dd',
  service: '#a7bdca',
  village: '#b9ad92',
  belt: '#a99bd0',
  project: '#94b0f0',
  commune: '#6f7468',
  bamboo: '#86c474',
  resettlement: '#f0a070',
};

export const palettes: Record<ColourScheme, Palette> = { light, dark: { ...dark, scheme: 'dark' } };
