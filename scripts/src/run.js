// @ts-check
// `node run.js NAME …`: a command from the kept bundle of the server. Plain JavaScript for the reason start.js gives: read
// through a loader, a command took 3 s to say that its file is missing.
import { pathToFileURL } from 'node:url';
import { prepared } from './build/prepared.js';

const [name] = process.argv.splice(2, 1);
const { server } = prepared(['server']);
await import(pathToFileURL(`${server}/${name}.mjs`).href);
