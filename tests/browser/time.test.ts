import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { mapAtRest, openMap } from './steps.ts';

describe.skipIf(noBrowser)('the map through time', () => {
  it('shows fewer lamps in earlier years, by a filter and not by new downloads', async () => {
    const { page, close } = await openMap({ path: '/#map=9.6/21.85/106.8' });
    await page.keyboard.press('t');
    await page.getByRole('slider', { name: 'Tháng' }).waitFor();
    await mapAtRest(page);
    const lamps = () =>
      page.evaluate(
        () =>
          new Set(globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['solar-lamp:dot'] }).map(({ id }) => id))
            .size,
      );
    const today = await lamps();
    expect(today).toBeGreaterThan(0);
    const requests: string[] = [];
    page.on('request', (request) => request.url().includes('/tiles/all') && requests.push(request.url()));
    await page.getByRole('slider', { name: 'Tháng' }).focus();
    await page.keyboard.press('Home');
    await page.getByText('31/01/2019').waitFor();
    await mapAtRest(page);
    expect(await lamps()).toBeLessThan(today);
    expect(requests).toEqual([]);
    await page.waitForFunction(() => location.hash.includes('time=2019-01-31'));
    await page.getByRole('button', { name: 'Hôm nay' }).click();
    await mapAtRest(page);
    await page.waitForFunction(() => !location.hash.includes('time='));
    expect(await lamps()).toBe(today);
    await close();
  });

  it('opens a link to a day on that day', async () => {
    const { page, close } = await openMap({ path: '/#time=2021-06-30' });
    await page.getByText('30/06/2021').waitFor();
    expect(await page.getByRole('slider', { name: 'Tháng' }).getAttribute('aria-valuetext')).toBe('tháng 6 năm 2021');
    await page.getByRole('region', { name: 'Theo thời gian' }).getByRole('button', { name: 'Đóng' }).click();
    await page.waitForFunction(() => !location.hash.includes('time='));
    await close();
  });

  it('plays month after month until it is stopped', async () => {
    const { page, close } = await openMap({ path: '/#time=2021-06-30' });
    await page.getByText('30/06/2021').waitFor();
    // Written down in the page: on a busy machine a month is over before anybody outside has seen it.
    await page.evaluate(() => {
      const day = document.querySelector('.time-when strong');
      const shown: (string | null)[] = [];
      Object.assign(globalThis, { shown });
      if (day)
        new MutationObserver(() => shown.push(day.textContent)).observe(day, { subtree: true, characterData: true });
    });
    const shown = () => page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
    await page.getByRole('button', { name: 'Chạy' }).click();
    await expect.poll(async () => (await shown()).length).toBeGreaterThanOrEqual(2);
    expect((await shown()).slice(0, 2)).toEqual(['31/07/2021', '31/08/2021']);
    await page.getByRole('button', { name: 'Dừng' }).click();
    await page.getByRole('button', { name: 'Chạy' }).waitFor();
    await close();
  });
});
