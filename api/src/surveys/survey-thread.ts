// The thread in which survey files are read: a file of 100 MB keeps a processor busy for seconds, and the API must go on
// answering. It asks the database nothing itself; what it must know it asks the thread that started it.
import { MessageChannel, parentPort } from 'node:worker_threads';
import type { IssueList, SurveyContent, ValidFeature } from '@phen-dau/geodata';
import { keptPieces, originalOf, pagesOf } from './pages.ts';
import { contentOf, readFile } from './read-file.ts';
import type { AreaFault, FromReader, ReadingQuestions, ToReader } from './reading-job.ts';

const port = parentPort;
if (!port) throw new Error('This file is a worker');
const say = (message: FromReader) => port.postMessage(message);

let answered: (message: ToReader) => void = () => undefined;
const ask = (message: FromReader) =>
  new Promise<ToReader>((resolve) => {
    answered = resolve;
    say(message);
  });

const questions: ReadingQuestions = {
  async standingVersions(ids) {
    const answer = await ask({ kind: 'which-stand', ids });
    return answer.kind === 'standing' ? new Map(answer.versions) : new Map();
  },
  async standingStates(ids) {
    const answer = await ask({ kind: 'how-stand', ids });
    return answer.kind === 'states' ? new Map(answer.states) : new Map();
  },
  async knownNearby(boxes) {
    const answer = await ask({ kind: 'what-is-near', boxes });
    return answer.kind === 'near' ? answer.known : null;
  },
  async placesAround(boxes) {
    const answer = await ask({ kind: 'what-lies-around', boxes });
    return answer.kind === 'around' ? answer.places : { lines: [], province: [] };
  },
  async databaseSystem(code, places) {
    const answer = await ask({ kind: 'which-system', code, places });
    return answer.kind === 'system' ? answer.found : null;
  },
  async earlierWalks(walks) {
    const answer = await ask({ kind: 'what-was-walked', walks });
    return answer.kind === 'walked' ? answer.earlier : [];
  },
  async soundAreas(layer, features, issues) {
    if (layer.geometry !== 'MultiPolygon' || features.length === 0) return features;
    const answer = await ask({ kind: 'which-areas', geometries: features.map(({ geometry }) => geometry) });
    return answer.kind === 'areas' ? withoutFaults(features, answer.faults, issues) : features;
  },
};

function withoutFaults(features: readonly ValidFeature[], faults: readonly AreaFault[], issues: IssueList) {
  const atFault = new Map(faults.map((fault) => [fault.index, fault]));
  return features.filter(({ index }, at) => {
    const fault = atFault.get(at);
    if (!fault) return true;
    const { reason, place } = fault;
    issues.add([
      { code: 'geometry-invalid', severity: 'error', feature: index, context: { reason }, ...(place && { place }) },
    ]);
    return false;
  });
}

async function read(message: ToReader & { kind: 'read' | 'read-again' }): Promise<void> {
  try {
    const { reading, features, walks } = await readFile(message.job, await contentIn(message), questions);
    const pages = await pagesOf(features);
    const outcome = { reading, pages, walks };
    port?.postMessage({ kind: 'done', outcome } satisfies FromReader, givenAway(pages.map(({ bytes }) => bytes)));
  } catch (error) {
    say({ kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** What a file holds. Its bytes are compressed first, because they are kept whatever becomes of the reading, and given back
 * before features become pages: the two together were the most that a large file took. */
async function contentIn(message: ToReader & { kind: 'read' | 'read-again' }): Promise<SurveyContent> {
  if (message.kind === 'read') {
    const pieces = keptPieces(message.bytes);
    port?.postMessage({ kind: 'kept', pieces } satisfies FromReader, givenAway(pieces));
  }
  const bytes = message.kind === 'read' ? message.bytes : originalOf(message.kept);
  const content = await contentOf(message.job, bytes);
  giveBack(bytes);
  return content;
}

/** Merely dropped, memory waits for the next full collection; sent where nobody listens, it is free with the next message. */
function giveBack(bytes: Uint8Array): void {
  const { port1: here, port2: nobody } = new MessageChannel();
  nobody.close();
  here.postMessage(null, givenAway([bytes]));
  here.close();
}

/** What this thread is done with goes over without a copy; small buffers lie together in memory that stays here. */
const givenAway = (parts: readonly Uint8Array[]): ArrayBuffer[] => [
  ...new Set(parts.map(({ buffer }) => buffer as ArrayBuffer).filter(({ byteLength }) => byteLength > Buffer.poolSize)),
];

port.on('message', (message: ToReader) => {
  if (message.kind === 'read' || message.kind === 'read-again') void read(message);
  else answered(message);
});
