// @ts-check
// The thread that holds PGlite. Plain JavaScript on purpose: Node 20 cannot read TypeScript, and a worker inherits neither
// vitest's transform nor a bundle. It answers one request at a time, in order; who may ask is decided in embedded.ts.
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

/** @typedef {import('./embedded-engine.ts').WorkerSetup} WorkerSetup */
/** @typedef {import('./embedded-engine.ts').WorkerRequest} WorkerRequest */
/** @typedef {import('./embedded-engine.ts').WorkerAnswer} WorkerAnswer */

// By default V8 starts optimising all of PostgreSQL while it opens: twice the processor time and a slower first second.
// This keeps that for what really is hot; measured, a long query still gets its optimised code.
v8.setFlagsFromString('--wasm-tiering-budget=100000000');

/** @type {WorkerSetup} */
const setup = workerData;
const port = parentPort;
if (!port) throw new Error('This file is a worker');
/** @param {WorkerAnswer} answer */
const answer = (answer) => port.postMessage(answer);

const { bundle } = setup;
/** @type {import('@electric-sql/pglite').Extension} */
const extension = bundle
  ? {
      ...postgis,
      setup: async (engine, options) => ({
        ...(await postgis.setup(engine, options)),
        bundlePath: pathToFileURL(bundle),
      }),
    }
  : postgis;

const number = Number;
/** @param {string} text */
const asIs = (text) => text;
/** @param {string} text \\x and two hexadecimal digits a byte. */
const bytesOf = (text) => {
  const bytes = new Uint8Array(text.length / 2 - 1);
  Buffer.from(bytes.buffer).write(text.slice(2), 'hex');
  return bytes;
};
/**
 * Before 1911 the clocks of Vietnam were seconds off, and PostgreSQL says so: `1905-01-01 00:06:30+07:06:30`.
 * @param {string} text
 */
const momentOf = (text) => {
  const odd = /^(\d{4}-\d\d-\d\d) ([\d:.]+)\+(\d\d):(\d\d):(\d\d)$/.exec(text);
  if (!odd) return new Date(text);
  const [day, time, hours, minutes, seconds] = odd.slice(1);
  return new Date(
    Date.parse(`${day}T${time}Z`) - 1000 * (3600 * Number(hours) + 60 * Number(minutes) + Number(seconds)),
  );
};
// The same values as pg's in postgres-types.ts; dates stay text so that no time zone can move a day. PGlite's own way with
// bytes makes a string of each byte, both ways: of one megabyte, sixty of strings. It hands on bytes it is given as they are.
const bytea = 17;
const parsers = { [bytea]: bytesOf, 20: number, 1082: asIs, 1114: asIs, 1184: momentOf, 1700: number, 1186: asIs };
/** @type {Record<number, (value: any) => any>} */
const serializers = { [bytea]: (bytes) => bytes };

const engine = await PGlite.create({
  ...(setup.folder && { dataDir: setup.folder }),
  extensions: { postgis: extension },
  parsers,
  serializers,
});
answer({ kind: 'open' });

/** @param {WorkerRequest} request */
async function serve(request) {
  if (request.kind === 'run') {
    await engine.exec(request.script);
    return { keys: [], rows: [] };
  }
  if (request.kind === 'dump') {
    const dump = await engine.dumpDataDir('gzip');
    return { keys: [], rows: [], bytes: new Uint8Array(await dump.arrayBuffer()) };
  }
  if (request.kind === 'close') {
    await engine.close();
    return { keys: [], rows: [] };
  }
  if (request.kind === 'copy') {
    await engine.execProtocol(copyMessages(request.text, request.chunks), { syncToFs: false });
    return { keys: [], rows: [] };
  }
  if (request.before) await engine.exec(request.before);
  const result = await engine.query(request.text, [...request.values], { rowMode: 'array' });
  if (request.after) await engine.exec(request.after);
  return { keys: result.fields.map((field) => field.name), rows: /** @type {unknown[][]} */ (result.rows) };
}

/**
 * A whole COPY in one message: PGlite's own way in reads a file, which takes a right over files. The engine reads it message
 * by message as from a socket, and after an error drops what is left of it.
 * @param {string} text
 * @param {readonly Uint8Array[]} chunks
 */
function copyMessages(text, chunks) {
  const query = Buffer.from(`${text}\0`);
  const all = [
    framed('Q', query.length),
    query,
    ...chunks.flatMap((chunk) => [framed('d', chunk.length), chunk]),
    framed('c', 0),
  ];
  return new Uint8Array(Buffer.concat(all));
}

/**
 * What stands before the bytes of a message: its kind, and its length with the length's own four bytes.
 * @param {string} kind
 * @param {number} bytes
 */
function framed(kind, bytes) {
  const head = Buffer.alloc(5, kind, 'latin1');
  head.writeInt32BE(bytes + 4, 1);
  return head;
}

let last = Promise.resolve();
port.on('message', (/** @type {WorkerRequest} */ request) => {
  last = last.then(async () => {
    try {
      answer({ kind: 'done', id: request.id, ...(await serve(request)) });
    } catch (error) {
      const { message, code, constraint, severity } = /** @type {Record<string, string | undefined>} */ (error);
      // An error without a severity is not PostgreSQL's: the engine itself has failed and must be opened again.
      answer({
        kind: 'failed',
        id: request.id,
        error: { message: message ?? String(error), code, constraint },
        broken: severity === undefined && code === undefined,
      });
    }
    if (request.kind === 'close') port.close();
  });
});
