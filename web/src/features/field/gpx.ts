import type { Fix } from '../../state/recording.ts';
import type { Mark, RecordingItem } from './recording-database.ts';
import { isGap } from './track-line.ts';

/**
 * A recording as GPX 1.1: a segment for each stretch without a pause or gap, a waypoint for each mark; the accuracy of each
 * position travels as an extension, since GPX itself only knows the dilution. Inaccurate fixes are left out.
 */
export function gpxOf(
  { startedAt, gateMetres }: Pick<RecordingItem, 'startedAt' | 'gateMetres'>,
  fixes: readonly (Fix & { readonly stretch: number })[],
  marks: readonly Omit<Mark, 'recording'>[],
): string {
  const segments: (typeof fixes)[number][][] = [];
  for (const fix of fixes.filter(({ accuracyMetres }) => accuracyMetres <= gateMetres)) {
    const open = segments.at(-1);
    const before = open?.at(-1);
    if (open && before && before.stretch === fix.stretch && !isGap(before, fix)) open.push(fix);
    else segments.push([fix]);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<gpx version="1.1" creator="Phên Dậu" xmlns="http://www.topografix.com/GPX/1/1" xmlns:device="${deviceNamespace}">`,
    `<metadata><time>${new Date(startedAt).toISOString()}</time></metadata>`,
    ...marks.map(
      (mark) =>
        `<wpt ${place(mark)}><time>${new Date(mark.at).toISOString()}</time><name>${escaped(mark.note)}</name>${accuracy(mark)}</wpt>`,
    ),
    '<trk>',
    ...segments.map((segment) => `<trkseg>${segment.map(point).join('\n')}</trkseg>`),
    '</trk>',
    '</gpx>',
    '',
  ].join('\n');
}

/** A name, not an address: nothing is ever fetched from it. */
const deviceNamespace = 'urn:phen-dau:device';

/** Centimetres are far below what a device knows. */
const place = ({ position: [longitude, latitude] }: Pick<Fix, 'position'>) =>
  `lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}"`;

const accuracy = ({ accuracyMetres }: Pick<Fix, 'accuracyMetres'>) =>
  `<extensions><device:accuracy>${accuracyMetres.toFixed(1)}</device:accuracy></extensions>`;

const point = (fix: Fix): string =>
  `<trkpt ${place(fix)}>${fix.elevationMetres === null ? '' : `<ele>${fix.elevationMetres.toFixed(1)}</ele>`}<time>${new Date(fix.at).toISOString()}</time>${accuracy(fix)}</trkpt>`;

/** Control characters have no place in XML at all, not even escaped. */
const escaped = (text: string): string =>
  [...text]
    .filter((character) => character >= ' ')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
