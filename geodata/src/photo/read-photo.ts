import type { Issue } from '../issue.ts';
import { type DeviceNotes, deviceNotes } from './device-notes.ts';
import { type PhotoLayout, photoLayout } from './layout.ts';
import { type PhotoLimits, photoLimits } from './limits.ts';

/** What can be told of a photo without unpacking it. */
export interface PhotoFacts extends Omit<DeviceNotes, 'issues'>, Pick<PhotoLayout, 'format' | 'runs'> {
  /** Upright, as people see it. */
  readonly widthPixels: number;
  readonly heightPixels: number;
}

export interface PhotoReading {
  /** Null when the file is no photo that can be kept; then the one error says why. */
  readonly photo: PhotoFacts | null;
  readonly issues: readonly Issue[];
}

/** Reads a photo file, in a browser and on the server alike; `now` in milliseconds, against clocks that are wrong. */
export function readPhoto(bytes: Uint8Array, now: number, limits: PhotoLimits = photoLimits): PhotoReading {
  if (bytes.length === 0) return refused({ code: 'file-empty', severity: 'error' });
  const layout = photoLayout(bytes);
  if (typeof layout === 'string') {
    return refused({ code: 'photo-unusable', severity: 'error', context: { reason: layout } });
  }
  const { format, runs, exif, isWhole } = layout;
  const pixels = layout.widthPixels * layout.heightPixels;
  if (pixels > limits.pixels) {
    const context = { found: Math.round(pixels / 1e6), limit: Math.round(limits.pixels / 1e6) };
    return refused({ code: 'photo-too-large', severity: 'error', context });
  }
  const { issues: found, ...notes } = deviceNotes(exif, now);
  const isOnItsSide = notes.orientation >= 5;
  const [widthPixels, heightPixels] = isOnItsSide
    ? [layout.heightPixels, layout.widthPixels]
    : [layout.widthPixels, layout.heightPixels];
  const cutOff: Issue[] = isWhole ? [] : [{ code: 'photo-cut-off', severity: 'warning' }];
  return { photo: { format, runs, widthPixels, heightPixels, ...notes }, issues: [...cutOff, ...found] };
}

const refused = (issue: Issue): PhotoReading => ({ photo: null, issues: [issue] });
