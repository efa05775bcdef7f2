import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { drawn, faults, lookAt, mapAtRest, openMap } from './steps.ts';

describe.skipIf(noBrowser)('the map', () => {
  it('opens on the whole province with its posts, asks no other host for anything, and has no fault to report', async () => {
    const opened = await openMap();
    expect(await drawn(opened.page, 'border-post:icon')).toHaveLength(12);
    expect([...opened.requestedHosts]).toEqual([new URL((await sharedServer()).origin).host]);
    expect(faults(opened)).toEqual([]);
    await opened.page.getByText('Dữ liệu minh họa, do máy tạo ra').first().waitFor();
    await opened.close();
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
    await page.context().setOffline(false);
    await page.getByText('Đã nối lại với máy chủ').waitFor();
    await opened.close();
  });
});
