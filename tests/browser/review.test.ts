import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, type OpenPageOptions, openPage } from '../support/browser.ts';
import { type Ask, startTestServer, type TestServer } from '../support/server.ts';
import { drawn, mapAtRest } from './steps.ts';
import { violations } from './steps-axe.ts';

interface Lamp {
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

describe.skipIf(noBrowser)('a reviewer at the screen', () => {
  // Of its own: these tests change what the server holds.
  let server: TestServer;
  let surveyor: Ask;
  let reviewer: Ask;
  /** Working lamps of the register, each for one test. */
  let lamps: Lamp[];
  beforeAll(async () => {
    server = await startTestServer();
    surveyor = (await server.signIn('surveyor')).ask;
    reviewer = (await server.signIn('reviewer')).ask;
    const answer = await surveyor('/ogc/collections/solar-lamp/items?limit=5&status=working');
    lamps = ((await answer.json()) as { features: Lamp[] }).features;
  });
  afterAll(() => server?.close());

  const lamp = (index: number): Lamp => {
    const found = lamps[index];
    if (!found) throw new Error('The demonstration has working lamps');
    return found;
  };
  /** The lamp as a surveyor found it: broken, and some twenty metres to the east. */
  const revisited = ({ id, geometry: { coordinates } }: Lamp) => ({
    ...{ type: 'Feature', id, properties: { status: 'broken' } },
    geometry: { type: 'Point', coordinates: [coordinates[0] + 0.0002, coordinates[1]] },
  });
  const added = (code: string, { geometry: { coordinates }, properties }: Lamp) => ({
    type: 'Feature',
    properties: { code, kind: 'patrol', status: 'working', post_id: properties.post_id },
    geometry: { type: 'Point', coordinates: [coordinates[0] + 0.0004, coordinates[1] + 0.0003] },
  });

  /** Sends a file as the surveyor, says which features it means to change, and submits it. */
  async function submitted(name: string, features: readonly ({ readonly id?: string } & object)[]): Promise<string> {
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
  }
  const surveyOf = async (id: string) => told<Survey>(await surveyor(`/api/surveys/${id}`));
  const lampOf = async (id: string) => told<Lamp>(await reviewer(`/ogc/collections/solar-lamp/items/${id}`));
  async function edit(id: string, properties: object): Promise<void> {
    const path = `/ogc/collections/solar-lamp/items/${id}`;
    const tag = (await reviewer(path)).headers.get('etag') ?? '';
    const headers = { 'content-type': 'application/merge-patch+json', 'if-match': tag };
    await told(await reviewer(path, { method: 'PATCH', headers, body: JSON.stringify({ properties }) }));
  }
  async function openReview(id: string | undefined, options: OpenPageOptions = {}) {
    const path = `/#place=surveys${id ? `&survey=${id}` : ''}`;
    const opened = await openPage(server, { account: 'reviewer', path, ...options });
    await mapAtRest(opened.page);
    return opened;
  }

  it('finds what waits, sees what it changes, approves it, and the map shows it at once', async () => {
    const id = await submitted('den-moi.geojson', [revisited(lamp(0)), added('RV-MOI', lamp(0))]);
    const { page, close } = await openReview(undefined);
    await page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }));
    await page.locator('.review-queue .row').filter({ hasText: 'den-moi.geojson' }).click();
    const rows = page.locator('.review .row');
    await rows.filter({ hasText: 'Thay đổi' }).filter({ hasText: 'Hoạt động → Hỏng' }).click();
    const changes = page.locator('.review-changes');
    expect(await changes.getByRole('row', { name: 'Vị trí' }).innerText()).toMatch(/dời 2\d,\d m về hướng đông/);
    expect(await changes.getByRole('row', { name: 'Tình trạng' }).innerText()).toMatch(/Hoạt động\s+Hỏng/);
    await page.waitForFunction(
      () => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['survey:before-point'] }).length ?? 0) > 0,
    );
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByText('1 đối tượng mới và 1 đối tượng thay đổi của lớp Đèn năng lượng mặt trời').waitFor();
    await page.getByRole('button', { name: 'Duyệt vào sổ' }).click();
    await page.locator('.next-approved').waitFor();
    expect(await lampOf(lamp(0).id)).toMatchObject({ properties: { status: 'broken' } });
    const found = await told<{ features: Lamp[] }>(await reviewer('/ogc/collections/solar-lamp/items?q=RV-MOI'));
    await expect.poll(() => drawn(page, 'solar-lamp:dot'), { timeout: 60_000 }).toContain(found.features[0]?.tileId);
    expect(await page.evaluate(() => 'neverReloaded' in globalThis)).toBe(true);
    expect(await surveyOf(id)).toMatchObject({ state: 'approved', decision: { by: 'reviewer' } });
    await close();
  });

  it('is told where edits collide and returns the survey, never without a reason; J goes to the next', async () => {
    const first = await submitted('chong-nhau.geojson', [revisited(lamp(1))]);
    const second = await submitted('cho-them.geojson', [added('RV-SAU', lamp(1))]);
    const { page, close } = await openReview(first);
    await page.locator('.review .row').waitFor();
    await page.getByText('Phiếu chờ duyệt 1/2').waitFor();
    await edit(lamp(1).id, { status: 'removed' });
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByRole('button', { name: 'Duyệt vào sổ' }).click();
    const code = String(lamp(1).properties.code);
    await page.getByRole('dialog').getByRole('button', { name: code }).waitFor();
    await page.getByRole('button', { name: 'Trả lại vì lý do này' }).click();
    const reason = page.getByRole('textbox', { name: 'Lý do' });
    expect(await reason.inputValue()).toContain(code);
    await reason.fill(' ');
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByText('Hãy ghi lý do').waitFor();
    await reason.fill('Đèn đã được gỡ, xin đi lại');
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.locator('.next-rejected').waitFor();
    expect(await surveyOf(first)).toMatchObject({
      state: 'rejected',
      decision: { reason: 'Đèn đã được gỡ, xin đi lại' },
    });
    expect(await lampOf(lamp(1).id)).toMatchObject({ properties: { status: 'removed' } });
    await page.keyboard.press('j');
    await page.waitForFunction((id) => location.hash.includes(id), second);
    await close();
  });

  it('takes an approval back and is asked about each value that was edited since', async () => {
    const id = await submitted('hoan-tac.geojson', [revisited(lamp(2)), revisited(lamp(3))]);
    await told(await reviewer(`/api/surveys/${id}/approve`, { method: 'POST' }));
    await edit(lamp(2).id, { status: 'removed' });
    await edit(lamp(3).id, { status: 'removed', man_days: 9 });
    const { page, close } = await openReview(id);
    await page.getByRole('button', { name: 'Hoàn tác việc duyệt' }).click();
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Nhầm đồn');
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác', exact: true });
    await confirm.click();
    const question = (index: number) =>
      page.getByRole('region', { name: String(lamp(index).properties.code), exact: true });
    await question(2).getByText('Hỏng').waitFor();
    expect(await question(2).innerText()).toMatch(/Hoạt động[\s\S]*Hỏng[\s\S]*Đã gỡ|Hoạt động[\s\S]*Hỏng/);
    await confirm.click();
    await page.getByRole('alert').filter({ hasText: 'Còn 2 chỗ chưa chọn' }).waitFor();
    await page.getByRole('button', { name: 'Giữ hết' }).click();
    await question(3).getByRole('radio', { name: 'Về như trước khi duyệt' }).check();
    await confirm.click();
    await page.locator('.next-rejected').waitFor();
    // What was not asked about went back: the place. What was: as it was decided.
    expect(await lampOf(lamp(2).id)).toMatchObject({ ...placeOf(lamp(2)), properties: { status: 'removed' } });
    expect(await lampOf(lamp(3).id)).toMatchObject({
      ...placeOf(lamp(3)),
      properties: { status: 'working', man_days: 9 },
    });
    await close();
  });

  it('on a phone by night hits everything with a thumb, and axe finds nothing wrong', async () => {
    const id = await submitted('dien-thoai.geojson', [revisited(lamp(4)), added('RV-PHONE', lamp(4))]);
    const { page, close } = await openReview(id, { width: 390, height: 844, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    const row = page.locator('.review .row').filter({ hasText: 'Hoạt động → Hỏng' });
    await row.waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await tooSmall(page)).toEqual([]);
    expect(await violations(page), 'list').toEqual([]);
    await row.click();
    await page.locator('.review-changes').waitFor();
    expect(await tooSmall(page)).toEqual([]);
    expect(await violations(page), 'feature').toEqual([]);
    await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByText('Hãy ghi lý do').waitFor();
    expect(await violations(page), 'dialog').toEqual([]);
    await close();
  });
});

async function told<Answer = unknown>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

const json = (method: string, body: object): RequestInit => ({
  ...{ method, headers: { 'content-type': 'application/json' } },
  body: JSON.stringify(body),
});

const placeOf = ({ geometry: { coordinates } }: Lamp) => ({ geometry: { coordinates } });

/** What a thumb would miss, of the reviewer's part. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.review :is(button, label, summary), .review-nav button')]
      .filter((element) => element.offsetParent)
      .map((element) => ({ name: element.ariaLabel ?? element.textContent, height: element.offsetHeight }))
      .filter(({ height }) => height < 44),
  );
