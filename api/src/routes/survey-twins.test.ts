import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ToldTwin } from '../surveys/conflicts.ts';
import { type Ask, read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey, step } from '../testing/surveys.ts';

const { api, surveyor, reviewer, lamp, lampsCalled } = await lampSurveys();
const other = await api.as('surveyor', 'internal');

interface Refused {
  readonly detail: string;
  readonly twins: readonly ToldTwin[];
  readonly twinCount?: number;
  readonly current?: Survey;
}

/** A place of its own for each test, in a corner where no other test puts lamps. */
let corner = 0;
function place(): [number, number] {
  corner += 1;
  return [106.41 + corner / 100, 21.41];
}
/** 12 cm to the east. */
const beside = ([longitude, latitude]: [number, number]): [number, number] => [longitude + 1.16e-6, latitude];

const sent = async (ask: Ask, code: string, at: [number, number]) => kept(ask, fileOf(lamp(code, {}, at)));
async function submitted(ask: Ask, code: string, at: [number, number]): Promise<Survey> {
  const { id } = await sent(ask, code, at);
  const answer = await step(ask, id, 'submit');
  expect(answer.status, await answer.clone().text()).toBe(200);
  return read<Survey>(answer);
}
/** Two lamps of two surveyors 12 cm apart, both handed in before either was approved. */
async function twoAlike(code: string) {
  const at = place();
  return [await submitted(surveyor, `${code}-A`, at), await submitted(other, `${code}-B`, beside(at))] as const;
}

describe('the same lamp in two surveys that were sent before either was approved', () => {
  it('is not approved twice unasked: the reviewer is told which it may be, and says that they are two', async () => {
    const code = `DOI-${randomUUID()}`;
    const [first, second] = await twoAlike(code);
    expect((await step(reviewer, first.id, 'approve')).status).toBe(200);
    const refused = await step(reviewer, second.id, 'approve');
    expect(refused.status).toBe(409);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const { twins, twinCount, detail } = await read<Refused>(refused);
    const [standing] = await lampsCalled(`${code}-A`);
    expect(twins).toMatchObject([
      { feature: 0, name: `${code}-B`, code: 'near-duplicate', existing: { id: standing?.id, name: `${code}-A` } },
    ]);
    expect(twinCount).toBe(1);
    expect(detail).toContain(`${code}-A`);
    expect(await lampsCalled(code)).toHaveLength(1);
    expect(await read<Survey>(await reviewer(`/api/surveys/${second.id}`))).toMatchObject({ state: 'submitted' });

    const [twin] = twins;
    const distinct = { [twin?.id ?? '']: [twin?.existing.id ?? ''] };
    expect((await step(reviewer, second.id, 'approve', { distinct: { [randomUUID()]: [] } })).status).toBe(409);
    expect((await step(reviewer, second.id, 'approve', { distinct })).status).toBe(200);
    expect(await lampsCalled(code)).toHaveLength(2);
  });

  it('of two approvals at one moment is told to one', async () => {
    const code = `CUNG-${randomUUID()}`;
    const surveys = await twoAlike(code);
    const colleague = await api.as('reviewer', 'internal');
    const [one, two] = surveys;
    const answers = await Promise.all([step(reviewer, one.id, 'approve'), step(colleague, two.id, 'approve')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await lampsCalled(code)).toHaveLength(1);
  });

  it('is told to its author who submits late, once: then it can be taken as the same, left out, or handed in as another', async () => {
    const code = `MUON-${randomUUID()}`;
    const at = place();
    const first = await submitted(surveyor, `${code}-A`, at);
    const late = await sent(other, `${code}-B`, beside(at));
    expect(late.issues.map((issue) => issue.code)).not.toContain('near-duplicate');
    expect((await step(reviewer, first.id, 'approve')).status).toBe(200);
    const refused = await step(other, late.id, 'submit');
    expect(refused.status).toBe(409);
    const { current } = await read<Refused>(refused);
    const [standing] = await lampsCalled(`${code}-A`);
    const told = current?.issues.find((issue) => issue.code === 'near-duplicate');
    expect(told).toMatchObject({ feature: 0, fix: { kind: 'update-existing', id: standing?.id } });

    const again = await step(other, late.id, 'submit');
    expect(again.status, await again.clone().text()).toBe(200);
    // The author was told and has handed it in: that is decided, and the reviewer reads the warning.
    expect((await step(reviewer, late.id, 'approve')).status).toBe(200);
    expect(await lampsCalled(code)).toHaveLength(2);
  });

  it('can be taken as the same: then it changes what is there', async () => {
    const code = `NHAN-${randomUUID()}`;
    const [first, second] = await twoAlike(code);
    await step(reviewer, first.id, 'approve');
    expect((await step(reviewer, second.id, 'approve')).status).toBe(409);
    expect((await step(reviewer, second.id, 'reject', { reason: 'trùng đèn đã có' })).status).toBe(200);
    const reopened = await read<Survey>(await step(other, second.id, 'reopen'));
    const twin = reopened.issues.find((issue) => issue.code === 'near-duplicate');
    expect(twin).toMatchObject({ fix: { kind: 'update-existing' } });
    await change(other, second.id, { fixes: [{ ...twin?.fix, feature: 0 }] });
    expect((await step(other, second.id, 'submit')).status).toBe(200);
    expect((await step(reviewer, second.id, 'approve')).status).toBe(200);
    expect(await lampsCalled(code)).toHaveLength(1);
    expect(await lampsCalled(`${code}-B`)).toHaveLength(1);
  });

  it('is told by its number too, where the two stand apart', async () => {
    const code = `SO-${randomUUID()}`;
    const [x, y] = place();
    const first = await submitted(surveyor, code, [x, y]);
    const second = await submitted(other, code, [x + 0.001, y]);
    expect((await step(reviewer, first.id, 'approve')).status).toBe(200);
    const refused = await step(reviewer, second.id, 'approve');
    expect(refused.status).toBe(409);
    expect((await read<Refused>(refused)).twins).toMatchObject([{ code: 'same-name', name: code }]);
  });

  it('is no matter where only other works have come since', async () => {
    const [x, y] = place();
    const survey = await submitted(surveyor, `XA-${randomUUID()}`, [x, y]);
    const apart = await submitted(other, `XA-${randomUUID()}`, [x + 0.001, y]);
    expect((await step(reviewer, apart.id, 'approve')).status).toBe(200);
    expect((await step(reviewer, survey.id, 'approve')).status).toBe(200);
  });
});
