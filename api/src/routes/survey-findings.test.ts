import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey, step } from '../testing/surveys.ts';

const { api, surveyor, reviewer, lamp } = await lampSurveys();

/** Three kilometres on foot with one fix thrown off by 3.3 km and back: 6.6 km that nobody walked. */
function walkWithSpike(): string {
  const fixes = Array.from({ length: 61 }, (_, at) => {
    const latitude = at === 30 ? 21.73 : 21.7;
    const time = new Date(Date.UTC(2026, 3, 2, 1, 0, 40 * at)).toISOString();
    return `<trkpt lat="${latitude}" lon="${(106.2 + at * 0.00052).toFixed(6)}"><time>${time}</time></trkpt>`;
  });
  return `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Nhảy ${randomUUID()}</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
}
const asTrack = {
  layer: 'survey-track',
  name: 'nhay.gpx',
  fields: { set: JSON.stringify({ kind: 'patrol' }) },
};
const faultsOf = ({ issues }: Survey) => issues.filter(({ code }) => code === 'track-faults');
const lengthOf = async ({ id }: Survey) => {
  const { features } = await read<{ features: { properties: { length_metres: number } }[] }>(
    await surveyor(`/api/surveys/${id}/features`),
  );
  return features[0]?.properties.length_metres ?? 0;
};

describe('what is found in a survey', () => {
  it('is a jump that was left in: how much of the length hangs on it, gone with one click, and back', async () => {
    const survey = await kept(surveyor, walkWithSpike(), asTrack);
    const [found] = faultsOf(survey);
    expect(found).toMatchObject({ severity: 'warning', feature: 0, fix: { kind: 'take-cuts' } });
    expect(await lengthOf(survey)).toBeGreaterThan(9_000);
    const cut = await read<Survey>(await change(surveyor, survey.id, { fixes: [{ ...found?.fix, feature: 0 }] }));
    expect(faultsOf(cut)).toEqual([]);
    expect(cut.cuts.every(({ taken }) => taken)).toBe(true);
    expect(await lengthOf(cut)).toBeLessThan(3_300);
    const back = await read<Survey>(await change(surveyor, survey.id, { cuts: { 0: [] } }));
    expect(faultsOf(back)).toHaveLength(1);
    const ignored = await read<Survey>(
      await change(surveyor, survey.id, { ignore: [{ issue: found?.key, reason: 'đi xe qua đèo' }] }),
    );
    expect(faultsOf(ignored)).toMatchObject([{ ignored: 'đi xe qua đèo' }]);
    expect(ignored.warnings).toBe(back.warnings - 1);
  });

  it('is a point of which the device itself was not sure', async () => {
    const point = (accuracy: number) =>
      `<wpt lat="21.43" lon="106.43"><name>D-${randomUUID()}</name><extensions><accuracy>${accuracy}</accuracy></extensions></wpt>`;
    const gpx = (accuracy: number) =>
      `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">${point(accuracy)}</gpx>`;
    const send = (accuracy: number) =>
      kept(surveyor, gpx(accuracy), {
        name: 'den.gpx',
        fields: { map: '{"code":"name"}', set: JSON.stringify({ kind: 'village', status: 'working' }) },
      });
    const [found] = (await send(312)).issues.filter(({ code }) => code === 'point-inaccurate');
    expect(found).toMatchObject({ severity: 'warning', feature: 0, message: expect.stringContaining('312 m') });
    expect((await send(5)).issues.map(({ code }) => code)).not.toContain('point-inaccurate');
  });
});

describe('the queue of surveys', () => {
  const inQueue = async (id: string) =>
    (await read<{ surveys: Survey[] }>(await reviewer('/api/surveys?state=submitted&limit=500'))).surveys.find(
      (survey) => survey.id === id,
    );

  it('tells how many warnings nobody has explained, as the survey itself does', async () => {
    const at: [number, number] = [106.47, 21.47];
    const twice = fileOf(lamp(`HANG-${randomUUID()}`, {}, at), lamp(`HANG-${randomUUID()}`, {}, at));
    const survey = await kept(surveyor, twice);
    const open = survey.issues.filter(({ severity, ignored }) => severity === 'warning' && ignored === null);
    expect(open.map(({ code }) => code)).toContain('near-duplicate-in-file');
    expect(survey.warnings).toBe(open.length);
    await step(surveyor, survey.id, 'submit');
    expect((await inQueue(survey.id))?.warnings).toBe(open.length);
    await step(surveyor, survey.id, 'reopen');
    await change(surveyor, survey.id, { ignore: [{ issue: open[0]?.key, reason: 'hai đèn một cột' }] });
    await step(surveyor, survey.id, 'submit');
    expect((await inQueue(survey.id))?.warnings).toBe(open.length - 1);
  });

  it('tells a reviewer of the same file from somebody else, whose surveys its author does not know', async () => {
    const file = fileOf(lamp(`CUNG-${randomUUID()}`));
    const first = await kept(surveyor, file);
    const colleague = await api.as('surveyor', 'internal');
    const second = await kept(colleague, file);
    expect(second.issues.map(({ code }) => code)).not.toContain('same-file');
    expect((await step(colleague, second.id, 'submit')).status).toBe(200);
    expect((await inQueue(second.id))?.warnings).toBe(second.warnings + 1);
    expect(first.warnings).toBe(second.warnings);
  });
});
