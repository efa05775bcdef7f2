import { samplePhoto } from '@phen-dau/geodata';
import { type Ask, read } from './api.ts';

/** What tests look at of a photo. */
export interface Photo {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly position: number[] | null;
  readonly positionFrom: string | null;
  readonly takenAt: string | null;
  readonly directionDegrees: number | null;
  readonly feature: number | null;
  readonly issues: { code: string; severity: string; message: string }[];
}

let shade = 32;

/** A photo that no other one is like, with a place, a moment and things that nobody else should ever see. */
export const phonePhoto = (): Uint8Array<ArrayBuffer> =>
  samplePhoto({
    ...{ widthPixels: 64 + 8 * shade++, heightPixels: 48 },
    notes: {
      ...{ orientation: 6, latitude: 21.712345, longitude: 107.212345, taken: '2025:03:01 10:20:30', offset: '+07:00' },
      ...{ directionDegrees: 90, makerNote: secret },
    },
    segments: [[0xfe, new TextEncoder().encode(`${secret} comment`)]],
    trailing: new TextEncoder().encode(`${secret} film`),
  });

/** Stands in what a device writes beside a picture, and in no picture. */
export const secret = 'CHIMANH';

/** Sends a photo as a browser's form does. */
export function sendPhoto(
  ask: Ask,
  survey: string,
  content: string | Uint8Array,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const form = new FormData();
  // Behind the photo, as a form may have them.
  form.set('photo', new File([content as string], 'IMG_0001.jpg'));
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  return ask(`/api/surveys/${survey}/photos`, { method: 'POST', body: form });
}

/** Sends a photo and expects it to be kept. */
export async function keptPhoto(
  ask: Ask,
  survey: string,
  content: string | Uint8Array,
  fields?: Readonly<Record<string, string>>,
): Promise<Photo> {
  const response = await sendPhoto(ask, survey, content, fields);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return read<Photo>(response);
}

export const photosOf = async (ask: Ask, path: string): Promise<Photo[]> =>
  (await read<{ photos: Photo[] }>(await ask(`${path}/photos`))).photos;
