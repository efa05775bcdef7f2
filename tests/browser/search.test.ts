import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { card, mapAtRest, openMap } from './steps.ts';

const find = async (page: Page, text: string) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm trên bản đồ' }).fill(text);
  await page.getByRole('option').first().waitFor();
};
const centre = (page: Page) =>
  page.evaluate(() => {
    const { lng = 0, lat = 0 } = globalThis.phenDauMap?.getCenter() ?? {};
    return [lng, lat];
  });

describe.skipIf(noBrowser)('searching', () => {
  it('finds names without their accents', async () => {
    const { page, close } = await openMap();
    await find(page, 'mau son');
    expect(await page.getByRole('option').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('Mẫu Sơn')]),
    );
    await page.keyboard.press('Escape');
    await find(page, 'dong dang');
    expect((await page.getByRole('option').first().innerText()).includes('Đồng Đăng')).toBe(true);
    await close();
  });

  it('goes to a marker by its number, by the keyboard alone', async () => {
    const { page, close } = await openMap();
    await find(page, '1291');
    await page.keyboard.press('Enter');
    await card(page).getByRole('heading', { name: '1291', exact: true }).waitFor();
    await mapAtRest(page);
    expect(await page.evaluate(() => globalThis.phenDauMap?.getZoom() ?? 0)).toBeGreaterThan(13);
    await close();
  });

  it('reads coordinates in any writing and goes there', async () => {
    const writings = ['21.853 106.761', '21°51′10.8″B 106°45′39.6″Đ', '2417472.35 449262.45', '106,761; 21,853'];
    for (const writing of writings) {
      const { page, close } = await openMap();
      await find(page, writing);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => (globalThis.phenDauMap?.getZoom() ?? 0) >= 13.9);
      await mapAtRest(page);
      const [longitude = 0, latitude = 0] = await centre(page);
      // The place is in the middle of what the panel leaves free, so a little off the canvas's own middle.
      expect(Math.abs(longitude - 106.761), writing).toBeLessThan(0.02);
      expect(Math.abs(latitude - 21.853), writing).toBeLessThan(0.02);
      await close();
    }
  });

  it('says what to try when there is nothing', async () => {
    const { page, close } = await openMap();
    await page.keyboard.press('/');
    await page.getByRole('combobox').fill('khong co noi nay');
    await page.getByText('Không tìm thấy “khong co noi nay”').waitFor();
    await close();
  });
});
