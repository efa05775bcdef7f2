import { expect } from 'vitest';
import type { ReadingRoom } from '../surveys/reading-room.ts';
import { type Ask, read, type TestApi, testApi } from './api.ts';
import { type PlantedProvince, plantedProvince } from './province.ts';
import { kept, type Sending, type Survey, step } from './surveys.ts';

type Signed = Ask & { username: string };

/** A surveyor and a reviewer who deliver and decide surveys of lamps. */
export interface LampSurveys {
  readonly api: TestApi;
  readonly province: PlantedProvince;
  readonly surveyor: Signed;
  readonly reviewer: Signed;
  /** A lamp as a file holds it, somewhere near the busy post. */
  lamp(code: string, more?: object, at?: [number, number]): { type: string; geometry: object; properties: object };
  /** The lamps of the register whose code holds the text. */
  lampsCalled(code: string): Promise<{ id: string; properties: Record<string, unknown> }[]>;
  /** Delivers a file and takes it through submission and approval. */
  approved(content: string, sending?: Sending): Promise<Survey>;
}

export const fileOf = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

/** The two of them on the planted province, with the API at another province where a test asks for it. */
export async function lampSurveys(
  options: { province?: string; readingRoom?: ReadingRoom } = {},
): Promise<LampSurveys> {
  const api = await testApi(options);
  const province = await plantedProvince(api.database);
  const surveyor = await api.as('surveyor', 'internal');
  const reviewer = await api.as('reviewer', 'internal');
  return {
    ...{ api, province, surveyor, reviewer },
    lamp: (code, more = {}, at = [107.2 + Math.random() / 100, 21.7]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: at },
      properties: { code, kind: 'patrol', status: 'working', post_id: province.busyPost, ...more },
    }),
    lampsCalled: async (code) => {
      const items = await reviewer(`/ogc/collections/solar-lamp/items?q=${code}`);
      return (await read<{ features: { id: string; properties: Record<string, unknown> }[] }>(items)).features;
    },
    approved: async (content, sending) => {
      const { id } = await kept(surveyor, content, sending);
      expect((await step(surveyor, id, 'submit')).status).toBe(200);
      const response = await step(reviewer, id, 'approve');
      expect(response.status, await response.clone().text()).toBe(200);
      return read<Survey>(response);
    },
  };
}
