import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { unzipWithYauzl } from '@phen-dau/api';
import { type Issue, readSurvey, surveyBatches, surveyLimits } from '@phen-dau/geodata';

/** Reads one file in a process of its own, so that its memory is nobody else's, and prints what it took as JSON. */
const [path = '', how = 'whole'] = process.argv.slice(2);
const options = { unzip: unzipWithYauzl };
await readSurvey(new TextEncoder().encode('<gpx><wpt lat="1" lon="1"/></gpx>'), 'warm.gpx', surveyLimits, options);
const before = process.memoryUsage.rss();
const bytes = new Uint8Array(readFileSync(path));
const started = process.cpuUsage();
const held = how === 'whole' ? await readSurvey(bytes, basename(path), surveyLimits, options) : null;
let features = held?.features.length ?? 0;
const issues: Issue[] = [...(held?.issues ?? [])];
if (!held) {
  // As the server does it: a piece is staged and forgotten.
  for await (const batch of surveyBatches(bytes, basename(path), surveyLimits, options)) {
    features += batch.features.length;
    issues.push(...batch.issues);
  }
}
const { user, system } = process.cpuUsage(started);
// Processor seconds: what else the machine does must not count against a reader.
const seconds = (user + system) / 1e6;
const grownBytes = process.resourceUsage().maxRSS * 1024 - before;
process.stdout.write(`${JSON.stringify({ seconds, grownBytes, features, issues: issues.map(({ code }) => code) })}\n`);
