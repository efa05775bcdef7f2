import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layerById } from '../catalogue.ts';
import { issueMessages } from '../issue-messages.ts';
import { issueText } from '../issue-text.ts';
import { readAll } from '../support/read-all.ts';
import { sharedDataFile } from '../support/shared-data.ts';
import { validateFeatures } from '../validate.ts';
import { detectFormat } from './index.ts';

/** What other projects collected to break readers: each file must give features or say in words why it does not. */
const folders = ['geojson-fixtures', 'geojson-hint', 'flatgeobuf', 'json-parsing', 'topojson'];

/** Files that are right in themselves, by their collectors' word. */
const good = /geojson-fixtures\/(?:feature|featurecollection|geometry)\/|geojson-hint\/good\//;
const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

for (const folder of folders) {
  const root = sharedDataFile(`fixtures/${folder}`);
  describe.skipIf(!root)(`every file of fixtures/${folder}`, () => {
    const files = root ? filesBelow(root).map((path) => path.slice(root.length + 1)) : [];
    it.each(files)('%s gives features or an issue in plain words', async (name) => {
      const bytes = new Uint8Array(readFileSync(join(root ?? '', name)));
      const format = detectFormat(bytes.subarray(0, 65536));
      if (!format) return;
      const whole = await readAll(format, bytes);
      const pieces = await readAll(format, bytes, 13);
      expect(pieces.issues.map(({ code }) => code)).toEqual(whole.issues.map(({ code }) => code));
      expect(pieces.features).toEqual(whole.features);
      if (good.test(join(folder, name))) expect(whole.issues).toEqual([]);
      for (const layer of ['village', 'patrol-road', 'commune'] as const) {
        const { accepted, issues } = validateFeatures(layerById(layer), whole.features);
        expect(accepted.length + issues.length).toBeGreaterThan(0);
        for (const issue of [...whole.issues, ...issues]) {
          const said = new Set([
            ...Object.keys(issue.context ?? {}),
            ...(issue.property === undefined ? [] : ['property']),
          ]);
          for (const [, name] of issueMessages[issue.code].vi.matchAll(/\{(\w+)\}/g)) expect(said).toContain(name);
          expect(issueText(issue, 'en')).not.toMatch(/\{\w+\}/);
        }
      }
    });
  });
}
