import { distanceMetres } from '@phen-dau/geodata';
import type { Fix, Mark, RecordingItem } from '../../state/recording.ts';
import { isGap } from './track-line.ts';

type Started = Pick<RecordingItem, 'startedAt'>;
/** What is said of the walk as a whole: what it is called, and its word of the layer of tracks; absent where nobody said. */
interface Walk extends Started {
  readonly name?: string;
  readonly kind?: string | undefined;
}
type StretchedFix = Fix & { readonly stretch: number };
type Place = Pick<Mark, 'position' | 'at' | 'accuracyMetres' | 'positionAgeSeconds' | 'note'>;

/**
 * A walk as GPX 1.1: a segment for each stretch without a pause or gap, with every position the device gave. The accuracy of
 * each travels as an extension, since GPX itself only knows the dilution: who cleans the track decides by it.
 *
 * A place that was only noted is an extension of the file and no waypoint: for whoever reads the file, a waypoint is one more
 * feature of the layer of tracks, and an error there.
 */
export function trackGpx(walk: Walk, fixes: readonly StretchedFix[], notes: readonly Place[]): string {
  const segments: StretchedFix[][] = [];
  for (const fix of fixes) {
    const open = segments.at(-1);
    const before = open?.at(-1);
    if (open && before && !isApart(before, fix)) open.push(fix);
    else segments.push([fix]);
  }
  const { name, kind } = walk;
  return gpx(walk, [
    '<trk>',
    ...(name === undefined ? [] : [`<name>${escaped(name)}</name>`]),
    ...(kind === undefined ? [] : [`<extensions><device:kind>${escaped(kind)}</device:kind></extensions>`]),
    ...segments.map((segment) => `<trkseg>${segment.map(point).join('\n')}</trkseg>`),
    '</trk>',
    ...(notes.length > 0 ? ['<extensions>', ...notes.map(noted), '</extensions>'] : []),
  ]);
}

/** Places as the waypoints of a GPX file, in their order; a note is the name. */
export const waypointsGpx = (started: Started, places: readonly Place[]): string =>
  gpx(
    started,
    places.map((place) => {
      const name = place.note === '' ? '' : `<name>${escaped(place.note)}</name>`;
      return `<wpt ${degrees(place)}>${time(place)}${name}${accuracy(place)}</wpt>`;
    }),
  );

const gpx = ({ startedAt }: Started, content: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<gpx version="1.1" creator="Phên Dậu" xmlns="http://www.topografix.com/GPX/1/1" xmlns:device="${deviceNamespace}">`,
    `<metadata>${time({ at: startedAt })}</metadata>`,
    ...content,
    '</gpx>',
    '',
  ].join('\n');

/** A name, not an address: nothing is ever fetched from it. */
const deviceNamespace = 'urn:phen-dau:device';

/** More than the moments of two fixes are ever told in the wrong order. */
const clockSetBackMilliseconds = 1000;

/** A fix the device doubts may seem far away and be near. */
function isApart(before: StretchedFix, fix: StretchedFix): boolean {
  if (before.stretch !== fix.stretch) return true;
  // In one segment, times that run backwards would be proposed as a cut, of up to half of the walk.
  if (before.at - fix.at > clockSetBackMilliseconds) return true;
  const doubt = before.accuracyMetres + fix.accuracyMetres;
  return isGap(before, fix) && distanceMetres([...before.position], [...fix.position]) > doubt;
}

/** Centimetres are far below what a device knows. */
const degrees = ({ position: [longitude, latitude] }: Pick<Fix, 'position'>) =>
  `lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}"`;

const time = ({ at }: Pick<Fix, 'at'>) => `<time>${new Date(at).toISOString()}</time>`;

/** How far to trust a position: its accuracy, and its age where somebody took an old one. */
const accuracy = ({ accuracyMetres, positionAgeSeconds }: Pick<Mark, 'accuracyMetres' | 'positionAgeSeconds'>) => {
  const age =
    positionAgeSeconds === undefined
      ? ''
      : `<device:positionAgeSeconds>${positionAgeSeconds}</device:positionAgeSeconds>`;
  return `<extensions><device:accuracy>${accuracyMetres.toFixed(1)}</device:accuracy>${age}</extensions>`;
};

function point(fix: StretchedFix): string {
  const height = fix.elevationMetres === null ? '' : `<ele>${fix.elevationMetres.toFixed(1)}</ele>`;
  return `<trkpt ${degrees(fix)}>${height}${time(fix)}${accuracy(fix)}</trkpt>`;
}

function noted(place: Place): string {
  const age = place.positionAgeSeconds === undefined ? '' : ` positionAgeSeconds="${place.positionAgeSeconds}"`;
  return `<device:note ${degrees(place)} time="${new Date(place.at).toISOString()}" accuracy="${place.accuracyMetres.toFixed(1)}"${age}>${escaped(place.note)}</device:note>`;
}

/** Control characters have no place in XML at all, not even escaped. */
const escaped = (text: string): string =>
  [...text]
    .filter((character) => character >= ' ')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
