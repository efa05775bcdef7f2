import { describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { card, openMap, somePoint, tooSmall } from './steps.ts';

describe.skipIf(noBrowser)('on a phone', () => {
  for (const [width, height] of [
    [390, 844],
    [360, 640],
  ] as const) {
    it(`of ${width} by ${height} nothing is cut off and everything can be hit with a thumb`, async () => {
      const { page, close } = await openMap({ width, height });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
      expect(await tooSmall(page)).toEqual([]);
      await page.getByText('Dữ liệu minh họa, do máy tạo ra').first().waitFor();
      await close();
    });
  }

  it('the sheet has three heights, and shows the card of what is tapped', async () => {
    const { page, close } = await openMap({ width: 390, height: 844 });
    const height = () => page.locator('.bottom-sheet').evaluate((sheet: HTMLElement) => sheet.offsetHeight);
    const low = await height();
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    const middle = await height();
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    const high = await height();
    expect(low).toBeLessThan(middle);
    expect(middle).toBeLessThan(high);
    await page.getByRole('button', { name: 'Thu thấp bảng' }).click();
    await page.getByRole('button', { name: 'Thu thấp bảng' }).click();
    const post = await somePoint(page, 'border-post:icon');
    await page.touchscreen.tap(post.x, post.y);
    await card(page).getByRole('heading', { name: /Đồn/ }).waitFor();
    await card(page).getByRole('button', { name: 'Đóng' }).click();
    await page.getByRole('heading', { name: 'Các lớp' }).first().waitFor();
    await close();
  });

  it('goes back to today by the time slider, which stands below the ribbon and under no tool', async () => {
    const path = '/#place=coverage&time=2025-06-30';
    const { page, close } = await openPage(await sharedServer(), { width: 390, height: 844, account: 'officer', path });
    await page.locator('.ribbon-bar').waitFor();
    const time = page.getByRole('region', { name: 'Theo thời gian' });
    await time.getByRole('button', { name: 'Hôm nay' }).click();
    await page.waitForFunction(() => !location.hash.includes('time='));
    await time.getByRole('button', { name: 'Đóng' }).click();
    await page.locator('.tools button').first().waitFor();
    await close();
  });

  it('search fills the screen and finds', async () => {
    const { page, close } = await openMap({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Tìm kiếm' }).click();
    await page.getByRole('combobox').fill('bac xa');
    await page.getByRole('option').first().click();
    await card(page)
      .getByRole('heading', { name: /Bắc Xa/ })
      .waitFor();
    await close();
  });
});
