import { readSurvey, type SurveyLimits, surveyLimits, type TableOptions, unzipSafely } from '@phen-dau/geodata';
import { canonical } from './canonical.ts';

/** A file to be read in a browser's worker: where it is to be had, and its name. */
export interface ReadingQuestion {
  readonly path: string;
  readonly name: string;
  readonly limits?: Partial<SurveyLimits>;
  readonly table?: TableOptions;
}

// Built and started by `reading-worker.ts`; answers what came of the file as `canonical` writes it.
addEventListener('message', async ({ data: { path, name, limits, table } }: MessageEvent<ReadingQuestion>) => {
  const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
  const options = { unzip: unzipSafely, ...(table && { table }) };
  const content = await readSurvey(bytes, name, { ...surveyLimits, ...limits }, options).then(canonical, String);
  postMessage(content);
});
