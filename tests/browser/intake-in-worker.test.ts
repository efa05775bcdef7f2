import { unzipWithYauzl } from '@phen-dau/api';
import { readSurvey, type SurveyContent, surveyLimits } from '@phen-dau/geodata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onlyIn } from '../intake/reading.ts';
import { surveySamples } from '../intake/survey-samples.ts';
import { noBrowser } from '../support/browser.ts';
import { canonical, fromCanonical } from '../support/canonical.ts';
import { type ReadingWorker, startReadingWorker } from '../support/reading-worker.ts';
import { type SurveyFixture, surveyFixtures } from '../support/survey-fixtures.ts';

const samples = Object.entries(surveySamples()).map(
  ([name, bytes]): SurveyFixture => ({ path: `samples/${name}`, name, read: () => bytes }),
);
const fixtures = noBrowser ? [] : [...samples, ...surveyFixtures()];

let worker: ReadingWorker;
beforeAll(async () => {
  if (!noBrowser) worker = await startReadingWorker();
});
afterAll(() => worker?.close());

describe.skipIf(noBrowser)('the readers in a worker of a browser', () => {
  it.each(fixtures)('$path is read as on the server, features and issues alike', async ({ name, read }) => {
    const bytes = read();
    const content = await readSurvey(bytes, name, surveyLimits, { unzip: unzipWithYauzl });
    expect(await worker.read(bytes, name)).toBe(canonical(content));
  });
});

// The suites of the readers once more, every file of them read in the worker.
if (!noBrowser) {
  onlyIn({
    name: 'the worker of a browser',
    read: async (...asked) => fromCanonical(await worker.read(...asked)) as SurveyContent,
  });
  await import('../intake/geojson-walks.test.ts');
  await import('../intake/gpx.test.ts');
  await import('../intake/hostile.test.ts');
  await import('../intake/kml.test.ts');
  await import('../intake/shapefile.test.ts');
  await import('../intake/tables.test.ts');
}
