import type { FontFacesSpecification } from 'maplibre-gl';

/** The two faces labels are set in; the names are ours, the files are Noto Sans. */
export const mapFonts = { plain: 'Noto Sans Regular', strong: 'Noto Sans SemiBold' } as const;

// The ranges of the two subsets as Fontsource cuts them; a letter outside both is drawn with a local font.
const vietnameseRange = [
  'U+0102-0103',
  'U+0110-0111',
  'U+0128-0129',
  'U+0168-0169',
  'U+01A0-01A1',
  'U+01AF-01B0',
  'U+0300-0301',
  'U+0303-0304',
  'U+0308-0309',
  'U+0323',
  'U+0329',
  'U+1EA0-1EF9',
  'U+20AB',
];
const latinRange = [
  'U+0000-00FF',
  'U+0131',
  'U+0152-0153',
  'U+02C6',
  'U+02DA',
  'U+02DC',
  'U+2000-206F',
  'U+20AC',
  'U+2122',
  'U+2191',
  'U+2193',
  'U+2212',
  'U+2215',
];

/** Paths of the two subsets of a face. */
interface FaceFiles {
  readonly latin: string;
  readonly vietnamese: string;
}
export type FontFiles = Readonly<Record<keyof typeof mapFonts, FaceFiles>>;

/** The style's `font-faces`: labels need no glyph server and look the same on every machine. `origin` makes the addresses absolute. */
export function fontFaces(files: FontFiles, origin: string): FontFacesSpecification {
  const face = ({ latin, vietnamese }: FaceFiles) => [
    { url: new URL(vietnamese, origin).href, 'unicode-range': vietnameseRange },
    { url: new URL(latin, origin).href, 'unicode-range': latinRange },
  ];
  return { [mapFonts.plain]: face(files.plain), [mapFonts.strong]: face(files.strong) };
}
