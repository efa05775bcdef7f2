import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser, type OpenPage, openPage } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { faults } from './steps.ts';
import { bar, latitudeOf, recordedFile, startWalk, stepTo, walked, walkUnseen } from './steps-field.ts';

const start = (page: Page) => page.getByRole('button', { name: 'Ghi tuyến bằng GPS' });

/** By the form, for a session of the page's own: it is going to be ended. */
async function signIn(page: Page, account: string): Promise<void> {
  await page.getByLabel('Tên tài khoản').fill(account);
  await page.getByLabel('Mật khẩu', { exact: true }).fill((await sharedServer()).password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

async function openSignedIn(account: string): Promise<OpenPage> {
  const opened = await openPage(await sharedServer(), { width: 390, height: 844 });
  await signIn(opened.page, account);
  return opened;
}

/** Ends the session of the page somewhere else; the page hears of it when it next asks for the layers. */
async function endElsewhere(page: Page): Promise<void> {
  const { anonymous } = await sharedServer();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await anonymous('/api/auth/sign-out', { method: 'POST', headers: { cookie } });
  expect(answer.status).toBe(204);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText('Phiên làm việc đã hết').waitFor();
}

describe.skipIf(noBrowser)('a page whose session has ended', () => {
  it('gives the keyboard nothing but the sheet', async () => {
    const { page, close } = await openSignedIn('surveyor');
    await start(page).waitFor();
    await endElsewhere(page);
    const inSheet = () => page.evaluate(() => document.activeElement?.closest('.sign-in') !== null);
    // Once round and on: after the last control of the sheet comes the browser's own frame, then the first again.
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      const isOnPage = await page.evaluate(() => document.activeElement !== document.body);
      if (isOnPage) expect(await inSheet(), `after ${press + 1} presses`).toBe(true);
    }
    await page.keyboard.press('Control+k');
    await page.getByLabel('Tên tài khoản').focus();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await close();
  });

  it('reads its surveys by itself when its person has signed in again', async () => {
    const { page, close } = await openPage(await sharedServer(), { width: 390, height: 844 });
    const failed = page.getByText('Không đọc được danh sách phiếu.');
    const list = /\/api\/surveys(\?|$)/;
    await page.route(list, (route) => route.fulfill({ status: 503, json: { status: 503, title: 'Bận' } }));
    await signIn(page, 'surveyor');
    await failed.waitFor();
    await page.unroute(list);
    await endElsewhere(page);
    const answered = page.waitForResponse((answer) => list.test(answer.url()) && answer.ok());
    await signIn(page, 'surveyor');
    await answered;
    await failed.waitFor({ state: 'detached' });
    await close();
  });
});

describe.skipIf(noBrowser)('a track while the session ends', () => {
  it('goes on being recorded, the sheet says so, and all of it is back when its person has signed in again', async () => {
    const opened = await openSignedIn('surveyor');
    const { page, close } = opened;
    await startWalk(page);
    await stepTo(page, 1, 5);
    await bar(page).getByText('± 5 m').waitFor();
    await bar(page).getByRole('button', { name: 'Đánh dấu chỗ này' }).click();
    await bar(page).getByRole('textbox', { name: 'Ghi chú' }).fill('Cống sập');

    await endElsewhere(page);
    await page.getByText('Tuyến đang ghi vẫn được ghi tiếp và giữ trên máy này').waitFor();
    expect(await bar(page).isVisible()).toBe(false);
    for (const step of [2, 3]) await walkUnseen(page, step);

    await signIn(page, 'surveyor');
    await bar(page).waitFor();
    expect(await bar(page).getByRole('textbox', { name: 'Ghi chú' }).inputValue()).toBe('Cống sập');
    await stepTo(page, 4, 6);
    await bar(page).getByText('± 6 m').waitFor();
    await bar(page).getByRole('button', { name: 'Giữ điểm này' }).click();
    await bar(page).getByText('Đang ghi').waitFor();
    expect(await walked(page).innerText()).toMatch(/^(79|80),\d m$/);
    const gpx = await recordedFile(page);
    expect(gpx.match(/<trkseg>/g)).toHaveLength(1);
    for (const step of [0, 1, 2, 3, 4]) expect(gpx).toContain(`<trkpt lat="${latitudeOf(step).toFixed(7)}"`);
    expect(gpx).toContain('Cống sập');
    expect(faults(opened)).toEqual([]);
    await close();
  });

  it('stops when another account signs in, shows it nothing, and waits for its owner', async () => {
    const { page, close } = await openSignedIn('surveyor');
    await startWalk(page);
    await endElsewhere(page);
    await walkUnseen(page, 1);
    // Who may send nothing has no part of the page that looks after recordings.
    await signIn(page, 'viewer');
    await page.getByRole('button', { name: 'Tài khoản viewer' }).waitFor();
    expect(await bar(page).isVisible()).toBe(false);
    await walkUnseen(page, 30);

    await page.getByRole('button', { name: 'Tài khoản viewer' }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await signIn(page, 'surveyor');
    await bar(page).getByText('Tuyến này bị ngắt giữa chừng').waitFor();
    expect(await walked(page).innerText()).toMatch(/^(19|20),\d m$/);
    await close();
  });

  it('stops when its person signs out, and is kept for them', async () => {
    const { page, close } = await openSignedIn('surveyor');
    await startWalk(page);
    await page.getByRole('button', { name: 'Tài khoản surveyor' }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await walkUnseen(page, 30);
    await signIn(page, 'surveyor');
    await bar(page).getByText('Tuyến này bị ngắt giữa chừng').waitFor();
    expect(await walked(page).innerText()).toMatch(/^0,0 m$/);
    await bar(page).getByRole('button', { name: 'Bỏ tuyến này' }).click();
    await bar(page).getByRole('button', { name: 'Bỏ tuyến', exact: true }).click();
    await start(page).waitFor();
    await close();
  });
});
