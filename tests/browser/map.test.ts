import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { drawn, faults, lookAt, mapAtRest, openMap } from './steps.ts';

/** The whole line is on the screen, and nothing lies over any end of it. */
async function labelIsSeen(page: Page): Promise<void> {
  const label = page.getByText('Dữ liệu minh họa, do máy tạo ra').first();
  await label.waitFor();
  const covered = await label.evaluate((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const middle = (top + bottom) / 2;
    return [left + 1, (left + right) / 2, right - 1].filter((x) => document.elementFromPoint(x, middle) !== line);
  });
  expect(covered).toEqual([]);
}

describe.skipIf(noBrowser)('the map', () => {
  it('opens on the whole province with its posts, asks no other host for anything, and has no fault to report', async () => {
    const opened = await openMap();
    expect(await drawn(opened.page, 'border-post:icon')).toHaveLength(12);
    expect([...opened.requestedHosts]).toEqual([new URL((await sharedServer()).origin).host]);
    expect(faults(opened)).toEqual([]);
    await opened.page.getByText('Dữ liệu minh họa, do máy tạo ra').first().waitFor();
    await opened.close();
  });

  it('says of the demonstration that nothing of it is real, whatever is open, on a desk and on a phone', async () => {
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      for (const place of ['map', 'coverage', 'surveys']) {
        const account = place === 'surveys' ? 'surveyor' : 'officer';
        const { page, close } = await openPage(await sharedServer(), { ...size, account, path: `/#place=${place}` });
        await mapAtRest(page);
        await labelIsSeen(page);
        if (size.width > 1000) await page.getByRole('button', { name: 'Ẩn bảng lớp' }).click();
        else await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
        await labelIsSeen(page);
        await close();
      }
    }
  });

  it('shows the province and its neighbours and never the world, whatever one asks of it', async () => {
    const { page, close } = await openMap({ path: '/#map=1/0/0' });
    const look = () =>
      page.evaluate(() => ({
        zoom: globalThis.phenDauMap?.getZoom() ?? 0,
        corners: globalThis.phenDauMap?.getBounds().toArray() ?? [],
      }));
    const askedByLink = await look();
    await lookAt(page, [2.35, 48.86], 0);
    for (const { zoom, corners } of [askedByLink, await look()]) {
      expect(zoom).toBeGreaterThanOrEqual(6);
      const [[west = 0, south = 0] = [], [east = 0, north = 0] = []] = corners as number[][];
      expect(west).toBeGreaterThan(103);
      expect(south).toBeGreaterThan(20);
      expect(east).toBeLessThan(109);
      expect(north).toBeLessThan(24);
    }
    await close();
  });

  it('runs under a policy that allows nothing from elsewhere and nothing inline', async () => {
    const policy = (await (await sharedServer()).anonymous('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('carries its view, hidden layers and language in a link that opens the same again', async () => {
    const opened = await openMap({ path: '/#map=12.5/21.9/106.75&hide=commune&lang=en&theme=dark' });
    const { page } = opened;
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(await page.getByRole('checkbox', { name: 'Communes' }).isChecked()).toBe(false);
    expect(await drawn(page, 'commune:edge')).toEqual([]);
    const before = await page.evaluate(() => location.hash);
    await page.reload();
    await mapAtRest(page);
    expect(await page.evaluate(() => location.hash)).toBe(before);
    expect(await page.evaluate(() => globalThis.phenDauMap?.getZoom())).toBeCloseTo(12.5, 2);
    await opened.close();
  });

  it('adds no step to the history of the browser, however much one moves about', async () => {
    const opened = await openMap();
    const { page } = opened;
    const before = await page.evaluate(() => history.length);
    for (const key of ['+', '+', '-']) {
      await page.keyboard.press(key);
      await mapAtRest(page);
    }
    await page.waitForFunction(() => location.hash.includes('map='));
    expect(await page.evaluate(() => history.length)).toBe(before);
    await opened.close();
  });

  it('says so when the server falls silent, and goes on when it answers again', async () => {
    const opened = await openMap();
    const { page } = opened;
    // What opens on a key is fetched once the map stands; from then on it opens without the server.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('search-dialog')),
    );
    await page.context().setOffline(true);
    await page.keyboard.press('/');
    await page.getByRole('combobox').fill('bac xa');
    await page.getByText('Không liên lạc được với máy chủ').first().waitFor();
    const boxOf = async (part: string) => {
      const box = await page.locator(part).boundingBox();
      if (!box) throw new Error(`${part} is on the page`);
      return box;
    };
    const panel = await boxOf('.panel');
    expect((await boxOf('.server-gone p')).x).toBeGreaterThanOrEqual(panel.x + panel.width);
    await page.context().setOffline(false);
    await page.getByText('Đã nối lại với máy chủ').waitFor();
    await opened.close();
  });
});
