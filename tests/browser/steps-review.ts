import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { type OpenPageOptions, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { mapAtRest } from './steps.ts';

export interface Lamp {
  readonly id: string;
  readonly tileId: number;
  readonly geometry: { readonly coordinates: [number, number] };
  readonly properties: Readonly<Record<string, unknown>>;
}
interface Survey {
  readonly id: string;
  readonly state: string;
  readonly decision: { readonly by: string; readonly reason: string | null } | null;
}

/** What the answer holds; throws what the server said when it refused. */
export async function told<Answer = unknown>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

const json = (method: string, body: object): RequestInit => ({
  ...{ method, headers: { 'content-type': 'application/json' } },
  body: JSON.stringify(body),
});

/**
 * A surveyor who sends lamps, and a reviewer who decides on them, for the tests of the suite that calls this; on a server of
 * their own, because what is decided stays in its register.
 */
export function ownReviewDesk(): () => ReviewDesk {
  let server: TestServer | undefined;
  let desk: ReviewDesk | undefined;
  beforeAll(async () => {
    server = await startTestServer();
    desk = await reviewDesk(server);
  });
  afterAll(() => server?.close());
  return () => {
    if (!desk) throw new Error('The desk opens before the first test');
    return desk;
  };
}

async function reviewDesk(server: TestServer) {
  const surveyor = (await server.signIn('surveyor')).ask;
  const reviewer = (await server.signIn('reviewer')).ask;
  const answer = await surveyor('/ogc/collections/solar-lamp/items?limit=9&status=working');
  const lamps = (await told<{ features: Lamp[] }>(answer)).features;
  return {
    reviewer,
    /** A working lamp of the register; each is for one test. */
    lamp(index: number): Lamp {
      const found = lamps[index];
      if (!found) throw new Error('The demonstration has working lamps');
      return found;
    },
    /** Sends a file as the surveyor, says which features it means to change, and submits it. */
    async submitted(name: string, features: readonly ({ readonly id?: string } & object)[]): Promise<string> {
      const form = new FormData();
      form.set('layer', 'solar-lamp');
      form.set('file', new File([JSON.stringify({ type: 'FeatureCollection', mark: randomUUID(), features })], name));
      const { id } = await told<Survey>(await surveyor('/api/surveys', { method: 'POST', body: form }));
      const fixes = features.flatMap((each, feature) =>
        each.id ? [{ kind: 'update-existing', feature, id: each.id }] : [],
      );
      await told(await surveyor(`/api/surveys/${id}`, json('PATCH', { fixes })));
      await told(await surveyor(`/api/surveys/${id}/submit`, { method: 'POST' }));
      return id;
    },
    surveyOf: async (id: string) => told<Survey>(await surveyor(`/api/surveys/${id}`)),
    lampOf: async (id: string) => told<Lamp>(await reviewer(`/ogc/collections/solar-lamp/items/${id}`)),
    /** Changes a lamp as somebody else would, beside all surveys. */
    async edit(id: string, change: { readonly properties?: object; readonly geometry?: object }): Promise<void> {
      const path = `/ogc/collections/solar-lamp/items/${id}`;
      const tag = (await reviewer(path)).headers.get('etag') ?? '';
      const headers = { 'content-type': 'application/merge-patch+json', 'if-match': tag };
      await told(await reviewer(path, { method: 'PATCH', headers, body: JSON.stringify(change) }));
    },
    /** Opens a survey, or the queue, as the reviewer. */
    async openReview(id: string | undefined, options: OpenPageOptions = {}) {
      const path = `/#place=surveys${id ? `&survey=${id}` : ''}`;
      const opened = await openPage(server, { account: 'reviewer', path, ...options });
      await mapAtRest(opened.page);
      return opened;
    },
  };
}

type ReviewDesk = Awaited<ReturnType<typeof reviewDesk>>;

/** The lamp as a surveyor found it: broken, and some twenty metres to the east. */
export const revisited = ({ id, geometry: { coordinates } }: Lamp) => ({
  ...{ type: 'Feature', id, properties: { status: 'broken' } },
  geometry: { type: 'Point', coordinates: [coordinates[0] + 0.0002, coordinates[1]] },
});

/** A new lamp some fifty metres from a known one; `north` moves it on, so that several are no doubles of each other. */
export const added = (code: string, { geometry: { coordinates }, properties }: Lamp, north = 0.0003) => ({
  type: 'Feature',
  properties: { code, kind: 'patrol', status: 'working', post_id: properties.post_id },
  geometry: { type: 'Point', coordinates: [coordinates[0] + 0.0004, coordinates[1] + north] },
});
