import { readSurvey, surveyLimits, unzipSafely } from '@phen-dau/geodata';
import { canonical } from './canonical.ts';

/** A file to be read in a browser's worker: where it is to be had, and its name. */
export interface ReadingQuestion {
  readonly path: string;
  readonly name: string;
}

/** What came of it, as `canonical` writes it. */
export interface ReadingAnswer {
  readonly path: string;
  readonly content: string;
}

// Built and started by the test that compares it with Node.
addEventListener('message', async ({ data: { path, name } }: MessageEvent<ReadingQuestion>) => {
  const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
  const content = await readSurvey(bytes, name, surveyLimits, { unzip: unzipSafely }).then(canonical, String);
  postMessage({ path, content } satisfies ReadingAnswer);
});
