import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { unzipWithYauzl } from '@phen-dau/api';
import { readSurvey, surveyLimits } from '@phen-dau/geodata';

/** Reads one file in a process of its own, so that its memory is nobody else's, and prints what it took as JSON. */
const [path = ''] = process.argv.slice(2);
const options = { unzip: unzipWithYauzl };
await readSurvey(new TextEncoder().encode('<gpx><wpt lat="1" lon="1"/></gpx>'), 'warm.gpx', surveyLimits, options);
const before = process.memoryUsage.rss();
const bytes = new Uint8Array(readFileSync(path));
const started = performance.now();
const content = await readSurvey(bytes, basename(path), surveyLimits, options);
const seconds = (performance.now() - started) / 1000;
const grownBytes = process.resourceUsage().maxRSS * 1024 - before;
const { vertices, features, issues } = content;
process.stdout.write(
  `${JSON.stringify({ seconds, grownBytes, vertices, features: features.length, issues: issues.map(({ code }) => code) })}\n`,
);
