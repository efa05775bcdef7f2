import { foldDiacritics } from '@phen-dau/geodata';
import type { RecordingItem } from '../../state/recording.ts';
import type { PhotoToKeep } from '../outbox/outbox-photos.ts';
import { trackGpx, waypointsGpx } from './gpx.ts';
import type { MarkWithPhotos, readWhole } from './recording-database.ts';

/** One of the files that a recording becomes, for one layer. */
export interface RecordedFile {
  readonly file: File;
  readonly layer: string;
  readonly photos: readonly PhotoToKeep[];
}

/** What the files are called, in the language of who walked. */
export interface RecordedWords {
  /** `tuyen`, before the moment. */
  readonly track: string;
  /** What a mark without a note is called. */
  readonly mark: (number: number) => string;
  readonly titleOf: (layer: string) => string;
}

/**
 * The files of a recording, the track first: a file holds features of one layer, so each layer that marks were made for has a
 * file of its own. Marks that are only notes go with the track; their photos belong to its survey as a whole. `kind` is a word
 * of the layer of tracks, undefined where its person has not said it: what is counted as a patrol is not for us to guess.
 */
export function recordedFiles(
  recording: RecordingItem,
  { fixes, marks }: Awaited<ReturnType<typeof readWhole>>,
  words: RecordedWords,
  kind?: string,
): RecordedFile[] {
  const name = `${words.track}-${stamp(recording.startedAt)}`;
  const notes = marks.flatMap((mark, at) =>
    mark.layer === undefined ? [{ ...mark, note: mark.note || words.mark(at + 1) }] : [],
  );
  const layers = [...new Set(marks.flatMap(({ layer }) => layer ?? []))];
  return [
    {
      ...{ file: gpxFile(`${name}.gpx`, trackGpx({ ...recording, name, kind }, fixes, notes)), layer: 'survey-track' },
      photos: notes.flatMap((mark) => photosOf(mark)),
    },
    ...layers.map((layer) => {
      const own = marks.filter((mark) => mark.layer === layer);
      const title = foldDiacritics(words.titleOf(layer)).replaceAll(/[^a-z0-9]+/g, '-');
      return {
        ...{ file: gpxFile(`${name}-${title}.gpx`, waypointsGpx(recording, own)), layer },
        // A photo finds its feature by the place that has among those of its file.
        photos: own.flatMap((mark, feature) => photosOf(mark, feature)),
      };
    }),
  ];
}

const gpxFile = (name: string, text: string) => new File([text], name, { type: 'application/gpx+xml' });

const photosOf = ({ photos, position, at }: MarkWithPhotos, feature?: number): PhotoToKeep[] =>
  photos.map(({ name, content }) => ({
    ...{ name, content, position, takenAt: new Date(at).toISOString() },
    ...(feature !== undefined && { feature }),
  }));

/** `20261122-0730`, by the clock of the device. */
function stamp(moment: number): string {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}-${two(date.getHours())}${two(date.getMinutes())}`;
}
