import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer, startTestServer } from '../support/server.ts';
import { bar, startWalk, stepTo, walked } from './steps-field.ts';

const opensWithoutNetwork = (page: Page) => page.getByText('nên trang này mở được cả khi không có mạng');
const hasWorker = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length > 0);

async function paste(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Dán bảng' }).click();
  await page.locator('.paste-box textarea').fill('code,kind,status,lon,lat\nD-1,patrol,working,106.7,21.9');
  await page.locator('.paste-box').getByRole('button').click();
  // What was pasted is looked at first.
  await page.getByRole('button', { name: 'Về danh sách phiếu' }).click();
  await page.locator('.outbox-row').first().waitFor();
}

describe.skipIf(noBrowser)('a device without a network', () => {
  it('opens the page with the interrupted recording and the files that wait, although no area was saved', async () => {
    const server = await startTestServer();
    const { page, close } = await openPage(server, {
      ...{ account: 'surveyor', width: 390, height: 844, path: '/#place=surveys' },
    });
    expect(await hasWorker(page)).toBe(false);
    await startWalk(page);
    await stepTo(page, 1, 5);
    await bar(page).getByText('± 5 m').waitFor();
    await paste(page);
    await opensWithoutNetwork(page).waitFor();

    await server.close();
    const context = page.context();
    await page.close();
    const later = await context.newPage();
    await later.goto(`${server.origin}/#place=surveys`);
    await bar(later).getByText('Tuyến này bị ngắt giữa chừng').waitFor();
    expect(await walked(later).innerText()).toMatch(/^(19|20),\d m$/);
    await later.locator('.outbox-row').first().waitFor();
    await later.getByText('Không liên lạc được với máy chủ').waitFor();
    await bar(later).getByRole('button', { name: 'Ghi tiếp' }).click();
    await stepTo(later, 2, 6);
    await bar(later).getByText('± 6 m').waitFor();
    await close();
  });

  it('keeps the page for a file that waits, and lets it go with the first opening that finds nothing', async () => {
    const server = await startTestServer();
    const { page, close } = await openPage(server, { account: 'surveyor', path: '/#place=surveys' });
    await paste(page);
    await opensWithoutNetwork(page).waitFor();
    const row = page.locator('.outbox-row');
    await row.getByRole('button', { name: /^Bỏ / }).click();
    await row.getByRole('alert').getByRole('button').first().click();
    await row.waitFor({ state: 'detached' });
    await page.reload();
    await expect.poll(() => hasWorker(page)).toBe(false);
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
    await close();
    await server.close();
  });

  it('opens as nobody’s but who signed in last, while the file of the one before still waits', async () => {
    const server = await sharedServer();
    const { page, close } = await openPage(server, { account: 'surveyor', path: '/#place=surveys' });
    await paste(page);
    await opensWithoutNetwork(page).waitFor();
    const { cookie } = await server.signIn('viewer');
    const cookies = cookie.split('; ').map((pair) => pair.split('=') as [string, string]);
    await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: server.origin })));
    await page.reload();
    await page.getByRole('button', { name: 'Tài khoản viewer' }).waitFor();
    expect(await page.evaluate(async () => (await caches.match('/api/me')) === undefined)).toBe(true);
    expect(await hasWorker(page)).toBe(true);
    await close();
  });
});
