import { type CoverageTrend, measureDefaults, type ProvinceCoverage } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { ask, coverageOf, figure, gaps, measured, openCoverage, ownPost, percent } from './steps-coverage.ts';

const keys = ['markers', 'network', 'paved', 'lit', 'active'] as const;

/** The months of the own post that are frozen by now; asking for them has the others frozen. */
async function frozenMonths(query = ''): Promise<CoverageTrend['months']> {
  const path = `/api/coverage/trend?post=${await ownPost()}${query}`;
  await expect.poll(async () => (await ask<CoverageTrend>(path)).pending).toEqual([]);
  return (await ask<CoverageTrend>(path)).months;
}

describe.skipIf(noBrowser)('the trend of a post', () => {
  it('tells all five numbers of the month one chooses, as they were frozen', async () => {
    const months = await frozenMonths();
    expect(months).toHaveLength(24);
    const { page, close } = await openCoverage();
    await page.getByRole('tab', { name: 'Diễn biến' }).click();
    const shown = (key: string) => page.locator(`[data-trend=${key}] strong`).innerText();
    const slider = page.getByRole('slider', { name: 'Tháng' });
    const last = months.at(-1);
    for (const key of keys) expect(await shown(key), key).toBe(percent(last?.row[key]?.share ?? Number.NaN));
    await slider.focus();
    await page.keyboard.press('Home');
    const [first] = months;
    for (const key of keys) expect(await shown(key), key).toBe(percent(first?.row[key]?.share ?? Number.NaN));
    expect(first?.row.markers.share).toBeLessThan(last?.row.markers.share ?? 0);
    // A press on a picture chooses the month under it, for all five.
    await page.locator('[data-trend=lit] > svg').click();
    expect([11, 12]).toContain(Number(await slider.inputValue()));
    await close();
  });

  it('takes the whole page to the month, and then ends with it', async () => {
    const months = await frozenMonths('&asOf=2024-06-30');
    const { page, close } = await openCoverage({ path: '/#place=coverage&time=2024-07-15' });
    await page.getByRole('tab', { name: 'Diễn biến' }).click();
    const slider = page.getByRole('tabpanel').getByRole('slider', { name: 'Tháng' });
    // Of the day looked at, not of today.
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('tháng 6 năm 2024');
    await slider.press('ArrowLeft');
    await page.getByRole('button', { name: 'Xem tháng này' }).click();
    await page.getByText('Tình trạng ngày 31/05/2024, so với ngày 30/04/2024').waitFor();
    const may = months.find(({ month }) => month === '2024-05');
    const live = await coverageOf('?asOf=2024-05-31&from=2024-05-01&to=2024-05-31');
    expect(may?.row.active?.metres).toBe(live.measures.active?.metres);
    await expect.poll(() => measured(page, 'active')).toBe(percent(may?.row.active?.share ?? Number.NaN));
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('tháng 5 năm 2024');
    expect(await slider.getAttribute('max')).toBe(await slider.inputValue());
    await close();
  });

  it('says from which month on it was measured with other parameters, and offers to ask again where it cannot be read', async () => {
    const { page, close } = await openCoverage();
    const { province: row } = await ask<ProvinceCoverage>('/api/coverage');
    await page.route(/\/api\/coverage\/trend/, (route) => route.fulfill({ status: 503, json: {} }));
    await page.getByRole('tab', { name: 'Diễn biến' }).click();
    const again = page.getByRole('button', { name: 'Thử lại' });
    await again.waitFor();
    // Only what the API tests let happen in the register is put into the answer here: the months take a minute to freeze.
    await page.unroute(/\/api\/coverage\/trend/);
    await page.route(/\/api\/coverage\/trend/, (route) => {
      const months = [25, 25, 30].map((lightMetres, index) => ({
        ...{ month: `2026-0${index + 7}`, isAmended: false, row },
        parameters: { ...measureDefaults, lightMetres },
      }));
      return route.fulfill({ json: { months, pending: [] } });
    });
    await again.click();
    await page
      .getByText('Từ tháng 9 năm 2026 số liệu được đo với tham số khác: Tầm chiếu của đèn 25 m → 30 m.')
      .waitFor();
    await close();
  });
});

describe.skipIf(noBrowser)('the coverage of a post', () => {
  it('of a day on which it was not yet in the register says so, and leads back to today', async () => {
    const { page, close } = await openCoverage();
    await page.evaluate(() => {
      location.hash += '&time=2010-01-01';
    });
    await page.getByText('Ngày 01/01/2010 sổ không có đồn này').waitFor();
    await page.getByRole('button', { name: 'Xem hôm nay' }).click();
    await figure(page, 'lit').waitFor();
    await close();
  });

  it('keeps on a phone the gap one has pressed in sight when the sheet makes room for the map', async () => {
    const { page, close } = await openCoverage({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    const row = gaps(page).nth(2);
    await row.click();
    await page.locator('.bottom-sheet-half').waitFor();
    // Scrolling is by whole pixels.
    const inSight = () => row.evaluate((element) => element.getBoundingClientRect().bottom < innerHeight + 1);
    await expect.poll(inSight).toBe(true);
    await close();
  });
});
