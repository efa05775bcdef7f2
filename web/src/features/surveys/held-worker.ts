import { placedFeatures, readSurvey, surveyLimits, tracksByDay, unzipSafely } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import type { Survey } from '../../api/survey-types.ts';
import { isDrawable } from './drawable.ts';

/** A file to read as the server read it: where it is, its name, and the coordinate system somebody is sure of. */
export interface HeldQuestion {
  readonly path: string;
  readonly fileName: string;
  readonly layer: string;
  readonly crs: string | NonNullable<Survey['system']>;
  readonly order: 'as-is' | 'swapped';
  /** What the rows are taken for, should it be a table. */
  readonly table: Survey['table'];
}

export interface HeldShape {
  /** The feature's place in the file, from 0. */
  readonly index: number;
  /** WGS 84. */
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The server keeps what may enter the register; what errors hold back is read here once more, by the very same readers. */
addEventListener('message', async ({ data }: MessageEvent<HeldQuestion>) => {
  postMessage(await shapesOf(data).catch(() => []));
});

async function shapesOf({ path, fileName, layer, crs, order, table }: HeldQuestion): Promise<HeldShape[]> {
  const response = await fetch(path);
  if (!response.ok) return [];
  const bytes = new Uint8Array(await response.arrayBuffer());
  const options = { unzip: unzipSafely, ...(table && { table }) };
  const content = await readSurvey(bytes, fileName, surveyLimits, options);
  const { features } = layer === 'survey-track' ? tracksByDay(content) : content;
  return (placedFeatures(features, crs, order) ?? []).flatMap(({ index, geometry, properties }) =>
    isDrawable(geometry) ? [{ index, geometry, properties }] : [],
  );
}
