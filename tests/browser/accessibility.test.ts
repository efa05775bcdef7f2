import { describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { card, openMap, somePoint } from './steps.ts';
import { violations } from './steps-axe.ts';

describe.skipIf(noBrowser)('axe finds nothing wrong', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`with the door, ${colorScheme}`, async () => {
      const { page, close } = await openPage(await sharedServer(), { colorScheme });
      await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await close();
    });

    it(`with the map, a legend, a card and the table, ${colorScheme}`, async () => {
      const { page, close } = await openMap({ colorScheme });
      await page.getByRole('button', { name: 'Chú giải và tùy chọn: Đồn biên phòng' }).click();
      const post = await somePoint(page, 'border-post:icon');
      await page.mouse.click(post.x, post.y);
      await card(page).getByText('Năm thành lập').waitFor();
      await page.keyboard.press('b');
      await page.locator('.table-row').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await close();
    });

    it(`while measuring, through time, and with coordinates to type, ${colorScheme}`, async () => {
      const { page, close } = await openMap({ colorScheme, path: '/#time=2021-06-30&lang=en' });
      await page.keyboard.press('m');
      await page.getByRole('region', { name: 'Measure' }).waitFor();
      await page.keyboard.press('c');
      await page.locator('.coordinates-entry').waitFor();
      expect(await violations(page)).toEqual([]);
      await close();
    });

    it(`with its dialogs, ${colorScheme}`, async () => {
      const { page, close } = await openMap({ colorScheme });
      await page.keyboard.press('/');
      await page.getByRole('combobox').fill('mau son');
      await page.getByRole('option').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Tài khoản officer' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await violations(page)).toEqual([]);
      await close();
    });

    it(`on a phone, ${colorScheme}`, async () => {
      const { page, close } = await openMap({ colorScheme, width: 390, height: 844 });
      await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
      expect(await violations(page)).toEqual([]);
      await close();
    });
  }
});
