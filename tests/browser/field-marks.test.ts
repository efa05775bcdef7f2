import { samplePhoto } from '@phen-dau/geodata';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer, startTestServer, type TestServer } from '../support/server.ts';
import { card, faults } from './steps.ts';
import { bar, endWalk, latitudeOf, recordedFile, startWalk, stepTo } from './steps-field.ts';
import { told } from './steps-review.ts';

const fixesFound = (page: Page, text: string) => bar(page).getByText(text).waitFor();

interface Sent {
  readonly id: string;
  readonly layer: string;
  readonly fileName: string;
  readonly state: string;
  readonly cuts: readonly { readonly kind: string; readonly taken: boolean }[];
  readonly issues: readonly { readonly code: string; readonly message: string }[];
}

describe.skipIf(noBrowser)('what is marked on a recorded walk', () => {
  // Of its own: what is approved stays.
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server?.close());

  const ask = async <Answer>(account: 'reviewer' | 'surveyor', path: string, method = 'GET', body?: object) => {
    const { ask: send } = await server.signIn(account);
    const init = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return told<Answer>(await send(path, { method, ...init }));
  };
  const change = (id: string, body: object) => ask<Sent>('surveyor', `/api/surveys/${id}`, 'PATCH', body);
  const approve = async (id: string) => {
    await ask('surveyor', `/api/surveys/${id}/submit`, 'POST');
    await ask('reviewer', `/api/surveys/${id}/approve`, 'POST');
  };

  /** Marks the place where the device is. */
  async function mark(page: Page, what: { layer: string; note: string; shade: number }): Promise<void> {
    await bar(page).getByRole('button', { name: 'Đánh dấu chỗ này' }).click();
    await bar(page).getByLabel('Đây là').selectOption({ label: what.layer });
    await bar(page).getByRole('textbox', { name: 'Ghi chú' }).fill(what.note);
    const buffer = Buffer.from(samplePhoto({ widthPixels: 320, heightPixels: 240, shade: what.shade }));
    await bar(page).getByLabel('Chụp ảnh').last().setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
    await bar(page).getByRole('list', { name: '1 ảnh cho điểm này' }).waitFor();
    await bar(page).getByRole('button', { name: 'Giữ điểm này' }).click();
    await bar(page).getByRole('button', { name: 'Đánh dấu chỗ này' }).waitFor();
  }

  async function walkAndMark(page: Page): Promise<void> {
    await startWalk(page);
    await stepTo(page, 1, 5);
    await fixesFound(page, '± 5 m');
    await stepTo(page, 60, 300);
    await fixesFound(page, '1 vị trí kém chính xác');
    await stepTo(page, 2, 6);
    await fixesFound(page, '± 6 m');
    await mark(page, { layer: 'Đèn năng lượng mặt trời', note: 'D-771', shade: 51 });
    await stepTo(page, 3, 7);
    await fixesFound(page, '± 7 m');
    await bar(page).getByRole('button', { name: 'Đánh dấu chỗ này' }).click();
    // Whoever marks lamps marks the next lamp.
    expect(await bar(page).getByLabel('Đây là').inputValue()).toBe('solar-lamp');
    await bar(page).getByRole('button', { name: 'Thôi' }).click();
    await mark(page, { layer: 'Chỉ ghi chú (đi cùng vết)', note: 'Cống sập', shade: 52 });
  }

  it('leaves in a file for each layer beside the track, and an approved lamp has the photo on its card', async () => {
    const opened = await openPage(server, { account: 'surveyor', width: 390, height: 844 });
    const { page, close } = opened;
    await walkAndMark(page);
    await endWalk(page);
    const rows = page.locator('.outbox-row');
    await rows.nth(1).waitFor();
    expect(await rows.locator('strong').allInnerTexts()).toEqual([
      expect.stringMatching(/^tuyen-\d{8}-\d{4}\.gpx$/),
      expect.stringMatching(/^tuyen-\d{8}-\d{4}-den-nang-luong-mat-troi\.gpx$/),
    ]);
    await bar(page).waitFor({ state: 'detached' });
    await page.reload();
    await rows.nth(1).waitFor();
    expect(await rows.getByText('1 ảnh').count()).toBe(2);
    await page.getByRole('button', { name: 'Gửi cả 2 tệp' }).click();
    await rows.first().waitFor({ state: 'detached' });
    expect(faults(opened)).toEqual([]);
    await close();

    const { surveys } = await ask<{ surveys: Sent[] }>('surveyor', '/api/surveys');
    const sent = (layer: string) => surveys.find((survey) => survey.layer === layer)?.id ?? '';
    const lamps = await change(sent('solar-lamp'), {
      ...{ map: { code: 'name' }, set: { kind: 'patrol', status: 'working' } },
    });
    expect(lamps.state).toBe('received');
    await approve(lamps.id);
    const track = await change(sent('survey-track'), { set: { name: 'Tuyến đèn', kind: 'survey' } });
    expect(track.state).toBe('received');
    expect(track.cuts.filter(({ kind }) => kind === 'inaccurate')).toMatchObject([{ taken: true }]);
    expect(track.issues.find(({ code }) => code === 'place-noted')?.message).toContain('Cống sập');
    const { photos } = await ask<{ photos: object[] }>('surveyor', `/api/surveys/${track.id}/photos`);
    expect(photos).toMatchObject([{ feature: null, positionFrom: 'device' }]);
    await approve(track.id);

    const tracks = await found('survey-track', 'Tuyến đèn');
    expect(tracks).toHaveLength(1);
    expect(tracks[0]?.properties.length_metres).toBeCloseTo(60, -1);
    const [lamp] = await found('solar-lamp', 'D-771');
    const officer = await openPage(server, { account: 'officer', path: `/#place=map&id=solar-lamp/${lamp?.id}` });
    await card(officer.page).getByRole('region', { name: 'Ảnh' }).getByRole('button', { name: 'Xem Ảnh 1' }).waitFor();
    await officer.close();
  });

  const found = async (layer: string, text: string) => {
    const path = `/ogc/collections/${layer}/items?q=${encodeURIComponent(text)}`;
    type Items = { features: { id: string; properties: { length_metres?: number } }[] };
    return (await ask<Items>('reviewer', path)).features;
  };

  it('is still there when the page is closed at the very moment of finishing, once and whole', async () => {
    const { page, close } = await openPage(server, { account: 'surveyor', width: 390, height: 844 });
    await walkAndMark(page);
    // As a battery ends: in the task after the one that has asked for the writing.
    const reloaded = page.waitForEvent('load');
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
        if (this.name === 'item') location.reload();
        return put.apply(this, given);
      };
    });
    await endWalk(page);
    await reloaded;
    const rows = page.locator('.outbox-row');
    await rows.nth(1).or(bar(page)).first().waitFor();
    const isMoved = await rows.nth(1).isVisible();
    if (!isMoved) {
      expect(await rows.count()).toBe(0);
      await bar(page).getByText('1 vị trí kém chính xác').waitFor();
      await endWalk(page);
      await rows.nth(1).waitFor();
    }
    await bar(page).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(2);
    await close();
  });

  it('moves over from where an earlier version of the page kept it', async () => {
    const { page, close } = await openPage(server, { account: 'surveyor', width: 390, height: 844 });
    await page.getByRole('button', { name: 'Ghi tuyến bằng GPS' }).waitFor();
    await page.evaluate(keepAsBefore);
    await page.reload();
    await bar(page).getByText('Tuyến này bị ngắt giữa chừng').waitFor();
    await bar(page).getByText('Điểm dấu').waitFor();
    await endWalk(page);
    await page.locator('.outbox-row').getByText('1 ảnh').waitFor();
    await page.reload();
    await page.locator('.outbox-row').first().waitFor();
    expect(await page.locator('.outbox-row').count()).toBe(1);
    expect(await bar(page).isVisible()).toBe(false);
    await close();
  });
});

describe.skipIf(noBrowser)('a place that the device does not know well', () => {
  const waiting = (page: Page) => bar(page).getByText('Đang chờ vị trí tốt hơn');

  async function note(page: Page, text: string): Promise<void> {
    await bar(page).getByRole('button', { name: 'Đánh dấu chỗ này' }).click();
    await bar(page).getByRole('textbox', { name: 'Ghi chú' }).fill(text);
    await bar(page).getByRole('button', { name: 'Giữ điểm này' }).click();
  }

  it('is not marked before a better position has come, and what there is so far is said', async () => {
    const { page, close } = await openPage(await sharedServer(), { account: 'surveyor', width: 390, height: 844 });
    await startWalk(page);
    await stepTo(page, 40, 312);
    await fixesFound(page, '± 312 m');
    await note(page, 'Cống sập');
    await waiting(page).filter({ hasText: '±312 m, đo' }).waitFor();
    expect(await bar(page).getByText('Điểm dấu').isVisible()).toBe(false);
    await stepTo(page, 2, 9);
    await bar(page).getByText('Điểm dấu').waitFor();
    expect(await waiting(page).isVisible()).toBe(false);
    const gpx = await recordedFile(page);
    expect(gpx).toMatch(new RegExp(`<device:note lat="${latitudeOf(2).toFixed(7)}".* accuracy="9.0">Cống sập<`));
    await close();
  });

  it('is marked from an old position only when the person wants it so, and the file says how old it was', async () => {
    const { page, close } = await openPage(await sharedServer(), { account: 'surveyor', width: 390, height: 844 });
    await startWalk(page);
    await page.clock.setFixedTime(new Date(Date.now() + 240_000));
    await note(page, 'Cống nứt');
    await waiting(page).filter({ hasText: '±4 m, đo 4 phút trước' }).waitFor();
    await bar(page).getByRole('button', { name: 'Lấy luôn vị trí này' }).click();
    await bar(page).getByText('Điểm dấu').waitFor();
    const gpx = await recordedFile(page);
    expect(gpx).toMatch(/<device:note .* accuracy="4.0" positionAgeSeconds="24\d">Cống nứt</);
    await close();
  });
});

/** In the page: a walk of two positions, a mark and its photo, as they lay in a database of their own. */
function keepAsBefore(): Promise<void> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open('phen-dau-recording', 2);
    opening.onerror = failed;
    opening.onupgradeneeded = () => {
      const { result } = opening;
      result.createObjectStore('recording', { keyPath: 'key' }).createIndex('account', 'account');
      for (const name of ['fix', 'mark', 'photo']) {
        result.createObjectStore(name, { autoIncrement: true }).createIndex('recording', 'recording');
      }
    };
    opening.onsuccess = () => {
      const { result } = opening;
      const write = result.transaction(['recording', 'fix', 'mark', 'photo'], 'readwrite');
      const at = Date.UTC(2026, 10, 22, 0, 30);
      write.objectStore('recording').add({ key: 'a', account: 'surveyor', startedAt: at, gateMetres: 25 });
      const place = { recording: 'a', position: [106.7, 21.9], accuracyMetres: 4, at };
      const fix = { ...place, elevationMetres: null, stretch: 0 };
      write.objectStore('fix').add(fix);
      write.objectStore('fix').add({ ...fix, position: [106.7, 21.901], at: at + 20_000 });
      // The first mark of another walk has gone: keys do not begin at one.
      write.objectStore('mark').add({ ...place, note: 'Mốc' }, 7);
      write.objectStore('photo').add({ recording: 'a', mark: 7, name: 'a.jpg', content: new Blob(['ảnh']) });
      write.oncomplete = () => {
        result.close();
        done();
      };
    };
  });
}
