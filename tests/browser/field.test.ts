import { readFile } from 'node:fs/promises';
import { samplePhoto } from '@phen-dau/geodata';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer, startTestServer } from '../support/server.ts';
import { drawn, faults, lookAt, mapAtRest } from './steps.ts';
import { bar, endWalk, startWalk, stepTo, walked } from './steps-field.ts';

/** In the page: notes what is asked of the screen, which a browser without one would refuse. */
function watchScreen(): void {
  const calls: string[] = [];
  Object.assign(globalThis, { screenCalls: calls });
  const request = async () => {
    calls.push('on');
    const lock = {
      released: false,
      release: async () => {
        lock.released = true;
        calls.push('off');
      },
    };
    document.addEventListener('lock-taken-back', () => {
      lock.released = true;
    });
    return lock;
  };
  Object.defineProperty(navigator, 'wakeLock', { value: { request } });
}
const screenCalls = (page: Page) => page.evaluate(() => (globalThis as { screenCalls?: string[] }).screenCalls);

describe.skipIf(noBrowser)('a track recorded in the field', () => {
  it('outlives a reload in the middle of the walk, leaves out what the device does not know well, and ends in the outbox', async () => {
    const opened = await openPage(await sharedServer(), { account: 'surveyor', width: 390, height: 844 });
    const { page, close } = opened;
    await startWalk(page);
    for (const step of [1, 2, 3]) {
      await stepTo(page, step);
      await walked(page)
        .filter({ hasText: new RegExp(`^(${step * 2 - 1}9|${step * 2}0),`) })
        .waitFor();
    }
    await stepTo(page, 50, 300);
    await bar(page).getByText('1 vị trí kém chính xác').waitFor();
    await stepTo(page, 4);
    await bar(page).getByText('± 4 m').waitFor();
    await bar(page).getByRole('button', { name: 'Đánh dấu chỗ này' }).click();
    await bar(page).getByRole('textbox', { name: 'Ghi chú' }).fill('Cống sập');
    const buffer = Buffer.from(samplePhoto());
    await bar(page).getByLabel('Chụp ảnh').last().setInputFiles({ name: 'cong.jpg', mimeType: 'image/jpeg', buffer });
    await bar(page).getByRole('list', { name: '1 ảnh cho điểm này' }).waitFor();
    await bar(page).getByRole('button', { name: 'Giữ điểm này' }).click();
    await bar(page).getByText('Điểm dấu').waitFor();
    const before = await walked(page).innerText();
    expect(before).toMatch(/^(79|8\d),\d m$/);

    await page.reload();
    await bar(page).getByText('Tuyến này bị ngắt giữa chừng').waitFor();
    expect(await walked(page).innerText()).toBe(before);
    await endWalk(page);
    await page
      .getByText(/tuyen-\d{8}-\d{4}\.gpx/)
      .first()
      .waitFor();
    await page.locator('.outbox-row').getByText('1 ảnh').waitFor();
    await bar(page).waitFor({ state: 'detached' });
    expect(faults(opened)).toEqual([]);
    await close();
  });

  it('begins at a press that comes before the map and what keeps recordings, and a second press begins or ends no second one', async () => {
    const { page, release, close } = await openPage(await sharedServer(), {
      ...{ account: 'surveyor', width: 390, height: 844, heldBack: 'map-view' },
    });
    await page.context().grantPermissions(['geolocation']);
    await stepTo(page, 0);
    const start = page.getByRole('button', { name: 'Ghi tuyến bằng GPS' });
    await start.dblclick();
    await start.waitFor({ state: 'detached' });
    release();
    await bar(page).getByText('± 4 m').waitFor();
    expect(await bar(page).getByText('Tuyến này bị ngắt giữa chừng').isVisible()).toBe(false);
    await bar(page).getByRole('button', { name: 'Kết thúc', disabled: false }).click();
    // Who sees the bar gone may close the page at once: it must not come back.
    const reloaded = page.waitForEvent('load');
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (!document.querySelector('.record-bar')) location.reload();
      }).observe(document.body, { childList: true, subtree: true });
    });
    const end = bar(page).getByRole('button', { name: 'Tuần tra' });
    // Both presses at once: a mouse's second might come when the page is another.
    await end.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await reloaded;
    await start.waitFor();
    await page.locator('.outbox-row').first().waitFor();
    expect(await page.locator('.outbox-row').count()).toBe(1);
    expect(await bar(page).isVisible()).toBe(false);
    await close();
  });

  it('rests while it is paused, draws nothing over the pause, and keeps the screen on only while somebody walks', async () => {
    const { page, close } = await openPage(await sharedServer(), { account: 'surveyor', width: 390, height: 844 });
    await page.context().grantPermissions(['geolocation']);
    await page.addInitScript(watchScreen);
    await page.reload();
    await stepTo(page, 0);
    await page.getByRole('button', { name: 'Ghi tuyến bằng GPS' }).click();
    await bar(page).getByText('± 4 m').waitFor();
    await stepTo(page, 1, 5);
    await walked(page)
      .filter({ hasText: /^(19|20),/ })
      .waitFor();
    expect(await screenCalls(page)).toEqual(['on']);
    // Another window before it: the browser takes the lock back, and the page asks again when it is seen.
    await page.evaluate(() => document.dispatchEvent(new Event('lock-taken-back')));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(await screenCalls(page)).toEqual(['on', 'on']);

    await bar(page).getByRole('button', { name: 'Tạm dừng' }).click();
    await bar(page).getByRole('button', { name: 'Ghi tiếp' }).waitFor();
    expect(await screenCalls(page)).toEqual(['on', 'on', 'off']);
    await stepTo(page, 20, 6);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await bar(page).getByRole('button', { name: 'Ghi tiếp' }).click();
    await bar(page).getByText('± 6 m').waitFor();
    expect(await screenCalls(page)).toEqual(['on', 'on', 'off', 'on']);
    expect(await walked(page).innerText()).toMatch(/^(19|20),/);
    await stepTo(page, 21, 7);
    await walked(page)
      .filter({ hasText: /^(39|40),/ })
      .waitFor();
    await endWalk(page);
    await bar(page).waitFor({ state: 'detached' });
    expect(await screenCalls(page)).toEqual(['on', 'on', 'off', 'on', 'off']);

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Lưu tuyen-.* ra tệp$/ }).click();
    const gpx = await readFile(await (await saving).path(), 'utf8');
    const segments = gpx.match(/<trkseg>.*?<\/trkseg>/gs) ?? [];
    expect(segments).toHaveLength(2);
    expect(segments.every((segment) => (segment.match(/<trkpt/g) ?? []).length > 1)).toBe(true);
    await close();
  });

  it('says plainly when the device may not tell where it is, and records nothing', async () => {
    const { page, close } = await openPage(await sharedServer(), { account: 'surveyor', width: 390, height: 844 });
    // Nothing granted: all is denied, without a question that nobody would answer.
    await page.context().grantPermissions([]);
    await page.getByRole('button', { name: 'Ghi tuyến bằng GPS' }).click();
    await page.getByText('Trình duyệt không được phép dùng vị trí').first().waitFor();
    await close();
  });
});

describe.skipIf(noBrowser)('an area saved for work without a network', () => {
  it('opens with its map when the server is gone, and is removed from the device at signing out', async () => {
    const server = await startTestServer();
    const opened = await openPage(server, { account: 'surveyor', width: 390, height: 844, path: '/#place=surveys' });
    const { page, close } = opened;
    await mapAtRest(page);
    await lookAt(page, [106.72, 21.98], 10.5);
    const online = (await drawn(page, 'border-marker:dot')).length;
    expect(online).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Lưu vùng này dùng ngoại tuyến' }).click();
    await page.getByText(/^Đã lưu lúc .* ô, .* MB/).waitFor();

    await server.close();
    await page.reload();
    await mapAtRest(page);
    expect((await drawn(page, 'border-marker:dot')).length).toBe(online);
    await page.getByRole('button', { name: 'Ghi tuyến bằng GPS' }).waitFor();

    // The server is not there to hear it, and the device forgets all the same.
    const held = () => page.evaluate(async () => (await caches.keys()).includes('phen-dau-area'));
    expect(await held()).toBe(true);
    await page.getByRole('button', { name: /surveyor/ }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await expect.poll(held).toBe(false);
    await close();
  });
});
