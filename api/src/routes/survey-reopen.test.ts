import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey, send, step } from '../testing/surveys.ts';

const { api, surveyor, reviewer, lamp, lampsCalled, approved } = await lampSurveys();

/** With a decision about it that is worth keeping. */
async function decidedOn(code: string): Promise<Survey> {
  const survey = await kept(surveyor, fileOf(lamp(`${code}-1`), lamp(`${code}-2`, { status: 'shining' })));
  const fix = { kind: 'set-property', feature: 1, property: 'status', value: 'broken' };
  return read<Survey>(await change(surveyor, survey.id, { fixes: [fix] }));
}
const actions = ({ steps }: Survey) => steps.map(({ action }) => action);
const statusesOf = async (id: string) =>
  (
    await read<{ features: { properties: { status: string } }[] }>(await surveyor(`/api/surveys/${id}/features`))
  ).features.map(({ properties }) => properties.status);

describe('a survey that its author takes back', () => {
  it('from the reviewers is theirs to mend again, with all decisions, and cannot be approved meanwhile', async () => {
    const code = `RUT-${randomUUID()}`;
    const { id } = await decidedOn(code);
    const waiting = await read<Survey>(await step(surveyor, id, 'submit'));
    expect(waiting.may).toMatchObject({ reopen: true, change: false });
    const back = await step(surveyor, id, 'reopen');
    expect(back.status, await back.clone().text()).toBe(200);
    const open = await read<Survey>(back);
    expect(open).toMatchObject({ state: 'received', receipt: { accepted: 2 }, may: { change: true, reopen: false } });
    expect(await statusesOf(id)).toEqual(['working', 'broken']);
    expect((await step(reviewer, id, 'approve')).status).toBe(409);
    expect((await send(surveyor, fileOf(lamp(`${code}-3`)), { fields: { replaces: id } })).status).toBe(201);
  });

  it('from where it was returned to keeps what was decided and what was said (ODK: rejected submissions are edited)', async () => {
    const code = `TRA-${randomUUID()}`;
    const { id } = await decidedOn(code);
    await step(surveyor, id, 'submit');
    await step(reviewer, id, 'reject', { reason: 'thiếu ảnh' });
    expect(await read<Survey>(await surveyor(`/api/surveys/${id}`))).toMatchObject({ may: { reopen: true } });
    const open = await read<Survey>(await step(surveyor, id, 'reopen'));
    expect(open).toMatchObject({ state: 'received', decision: { by: reviewer.username, reason: 'thiếu ảnh' } });
    expect(await statusesOf(id)).toEqual(['working', 'broken']);
    expect((await step(surveyor, id, 'submit')).status).toBe(200);
    const done = await read<Survey>(await step(reviewer, id, 'approve'));
    expect(actions(done)).toEqual(['upload', 'change', 'submit', 'reject', 'reopen', 'submit', 'approve']);
    expect(await lampsCalled(code)).toHaveLength(2);
    const admin = await api.as('administrator', 'internal');
    const { entries } = await read<{ entries: { action: string; detail: { id?: string } | null }[] }>(
      await admin('/api/audit?action=survey.reopen'),
    );
    expect(entries.filter(({ detail }) => detail?.id === id)).toHaveLength(1);
  });

  it('is nobody else’s to take back, and not once it has been approved', async () => {
    const survey = await kept(surveyor, fileOf(lamp(`AI-${randomUUID()}`)));
    await step(surveyor, survey.id, 'submit');
    const colleague = await api.as('surveyor', 'internal');
    expect((await step(colleague, survey.id, 'reopen')).status).toBe(404);
    expect((await step(reviewer, survey.id, 'reopen')).status).toBe(403);
    const { id } = await approved(fileOf(lamp(`XONG-${randomUUID()}`)));
    expect((await step(surveyor, id, 'reopen')).status).toBe(409);
    await step(reviewer, id, 'undo', { reason: 'nhầm đồn' });
    expect(await read<Survey>(await surveyor(`/api/surveys/${id}`))).toMatchObject({ may: { reopen: false } });
    const refused = await step(surveyor, id, 'reopen');
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('Hãy gửi lại tệp như phiếu mới') });
  });

  it('of two who act at one moment one is told how it stands now', async () => {
    const { id } = await decidedOn(`DUA-${randomUUID()}`);
    await step(surveyor, id, 'submit');
    const both = await Promise.all([step(surveyor, id, 'reopen'), step(reviewer, id, 'approve')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('in another state is told which, in the words of the page, and who can do what', async () => {
    const { id } = await decidedOn(`CHU-${randomUUID()}`);
    await step(surveyor, id, 'submit');
    const refused = await change(surveyor, id, { set: { kind: 'village' } });
    expect(refused.status).toBe(409);
    const { detail, state } = await read<{ detail: string; state: string }>(refused);
    expect(state).toBe('submitted');
    expect(detail).toContain('“Chờ duyệt”');
    expect(detail).toContain('người gửi có thể rút về để sửa');
    expect(detail).not.toContain('submitted');
    const english = await surveyor(`/api/surveys/${id}/submit`, {
      method: 'POST',
      headers: { 'accept-language': 'en' },
    });
    expect((await read<{ detail: string }>(english)).detail).toContain(
      '“Waiting for review”. A reviewer who did not send',
    );
  });
});
