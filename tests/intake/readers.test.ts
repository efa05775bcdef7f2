import { type SurveyContent, surveyBatches, surveyLimits, unzipSafely } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { read, samples } from './reading.ts';

const codes = ({ issues }: SurveyContent) => issues.map(({ code }) => code);

describe('every format', () => {
  it.each(Object.keys(samples))(
    '%s is known by its content, whatever its name, and read without an issue',
    async (name) => {
      const content = await read(name);
      expect(
        codes(content).filter((code) => !['part-not-read', 'part-missing', 'elevation-dropped'].includes(code)),
      ).toEqual([]);
      expect(content.features.length).toBeGreaterThan(0);
      const renamed = await read('upload', samples[name]);
      // Only a zip needs its name: what is in it decides the rest.
      expect(renamed.format === content.format || renamed.features.length === content.features.length).toBe(true);
    },
  );

  it('gives the same in pieces as in one', async () => {
    for (const [name, bytes] of Object.entries(samples)) {
      const features = [];
      for await (const batch of surveyBatches(bytes, name, surveyLimits, { unzip: unzipSafely }))
        features.push(...batch.features);
      expect(features).toEqual((await read(name)).features);
    }
  });

  it('comes through a worker message unchanged', async () => {
    for (const name of Object.keys(samples)) {
      const content = await read(name);
      expect(structuredClone(content)).toEqual(content);
    }
  });
});
