import { issueText, type Language, photoLimits, readPhoto } from '@phen-dau/geodata';
import type { LngLat } from '../../api/types.ts';
import type { PhotoToKeep } from '../outbox/outbox-photos.ts';

/** A photo that can be sent, with what its device noted. */
interface ReadPhoto {
  readonly photo: PhotoToKeep;
  readonly position: LngLat | null;
  /** ISO moment. */
  readonly takenAt: string | null;
  readonly directionDegrees: number | null;
}

interface ReadPhotos {
  readonly read: readonly ReadPhoto[];
  readonly refused: readonly { readonly name: string; readonly why: string }[];
}

/** Reads photos as the server will, so that one it would refuse is refused while the camera is still at hand. */
export async function readPhotos(files: readonly File[], language: Language): Promise<ReadPhotos> {
  const read: ReadPhoto[] = [];
  const refused: { name: string; why: string }[] = [];
  for (const file of files) {
    const { name } = file;
    if (file.size > photoLimits.bytes) {
      const megabytes = Math.round(photoLimits.bytes / 1024 / 1024);
      refused.push({ name, why: language === 'vi' ? `lớn hơn ${megabytes} MB` : `larger than ${megabytes} MB` });
      continue;
    }
    const { photo, issues } = readPhoto(new Uint8Array(await file.arrayBuffer()), Date.now());
    const [problem] = issues;
    if (photo) {
      const { position, directionDegrees, takenAt } = photo;
      const moment = takenAt === null ? null : new Date(takenAt).toISOString();
      read.push({ photo: { name, content: file }, position, takenAt: moment, directionDegrees });
    } else if (problem) refused.push({ name, why: issueText(problem, language) });
  }
  return { read, refused };
}

/** A survey file of the places where photos were taken, and the photos linked to its points; undefined when no place is known. */
export function surveyOfPhotos(
  read: readonly ReadPhoto[],
  name: string,
): { readonly file: File; readonly photos: readonly PhotoToKeep[] } | undefined {
  const features: object[] = [];
  const photos = read.map(({ photo, position, takenAt, directionDegrees }): PhotoToKeep => {
    if (!position) return photo;
    const properties = {
      photo: photo.name,
      ...(takenAt !== null && { time: takenAt }),
      ...(directionDegrees !== null && { direction: directionDegrees }),
    };
    features.push({ type: 'Feature', geometry: { type: 'Point', coordinates: position }, properties });
    return { ...photo, feature: features.length - 1 };
  });
  if (features.length === 0) return undefined;
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  return { file: new File([text], `${name}.geojson`, { type: 'application/geo+json' }), photos };
}
