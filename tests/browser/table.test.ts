import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { mapAtRest, openMap, somePoint, whenLit } from './steps.ts';

const rows = (page: Page) => page.getByRole('grid').locator('.table-row');
const openTable = async (page: Page, layer: string) => {
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: 'Lớp', exact: true }).selectOption({ label: layer });
  await rows(page).first().waitFor();
};

describe.skipIf(noBrowser)('the attribute table', () => {
  it('lists a layer, sorts names as Vietnamese does and filters without accents', async () => {
    const { page, close } = await openMap();
    await openTable(page, 'Đồn biên phòng');
    await page.getByText('12 trên 12 dòng').waitFor();
    await page.getByRole('button', { name: 'Tên đồn' }).click();
    const names = await rows(page).locator('[role=gridcell]:first-child').allInnerTexts();
    expect(names).toEqual([...names].sort(new Intl.Collator('vi').compare));
    await page.getByRole('textbox', { name: 'Lọc Tên đồn' }).fill('bac xa');
    await page.getByText('1 trên 12 dòng').waitFor();
    expect(await rows(page).innerText()).toContain('Bắc Xa');
    await close();
  });

  it('lights on the map what is selected in the table, and the other way round', async () => {
    const { page, close } = await openMap();
    await openTable(page, 'Đồn biên phòng');
    await rows(page).first().click();
    await page.getByText('1 đã chọn').waitFor();
    const lit = await page.evaluate(
      () =>
        globalThis.phenDauMap
          ?.queryRenderedFeatures({ layers: ['border-post:icon'] })
          .filter(({ id }) =>
            Boolean(
              globalThis.phenDauMap?.getFeatureState({ source: 'province', sourceLayer: 'border-post', id }).selected,
            ),
          ).length,
    );
    expect(lit).toBe(1);
    const post = await somePoint(page, 'border-post:icon');
    await page.mouse.click(post.x, post.y);
    await whenLit(page, 'border-post', post.id);
    const name = await page
      .getByRole('article')
      .getByRole('heading', { level: 2 })
      .filter({ hasText: 'Đồn' })
      .innerText();
    await page.locator('.table-row[aria-selected=true]', { hasText: name }).waitFor();
    await close();
  });

  it('is moved through, selected in and opened from by the keyboard', async () => {
    const { page, close } = await openMap();
    await openTable(page, 'Đồn biên phòng');
    await rows(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 đã chọn').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByText('Năm thành lập').waitFor();
    await close();
  });

  it('takes every key where the one before has led, however fast they come', async () => {
    const { page, close } = await openMap();
    await openTable(page, 'Mốc quốc giới');
    await page.getByText('474 trên 474 dòng').waitFor();
    // All of them before the page has drawn once: down to a row that is not there yet, and back.
    await page.evaluate(() => {
      const press = (key: string) => {
        const at = document.activeElement?.closest('[role=row]') ?? document.querySelector('.table-row');
        at?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      };
      document.querySelector<HTMLElement>('.table-row')?.focus();
      for (const key of ['End', 'ArrowUp', 'ArrowUp', ' ']) press(key);
    });
    await page.locator('.table-row[aria-selected=true][aria-rowindex="473"]').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '473');
    await close();
  });

  it('holds only what is in view when asked, and follows the map', async () => {
    const { page, close } = await openMap();
    await openTable(page, 'Mốc quốc giới');
    await page.getByText('474 trên 474 dòng').waitFor();
    // All of them can be reached; the page holds those one can see.
    const held = await rows(page).count();
    expect(held).toBeGreaterThan(5);
    expect(held).toBeLessThan(100);
    await page.getByRole('checkbox', { name: 'Chỉ trong khung nhìn' }).check();
    for (let times = 0; times < 4; times += 1) {
      await page.getByRole('button', { name: 'Phóng to' }).click();
      await mapAtRest(page);
    }
    await page.waitForFunction(() => {
      const shown = Number(/^(\d+) trên 474/.exec(document.querySelector('.table-count')?.textContent ?? '')?.[1]);
      return shown < 474;
    });
    await close();
  });

  it('downloads exactly what is seen', async () => {
    const { page, close } = await openMap();
    await openTable(page, 'Mốc quốc giới');
    await page.getByText('474 trên 474 dòng').waitFor();
    await page.getByRole('textbox', { name: 'Lọc Số hiệu' }).fill('1291');
    await page.waitForFunction(() => !document.querySelector('.table-count')?.textContent?.startsWith('474'));
    const shown = await rows(page).locator('[role=gridcell]:first-child').allInnerTexts();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV' }).click(),
    ]);
    const [heading = '', ...lines] = (await readFile(await download.path(), 'utf8')).replace(/\r\n$/, '').split('\r\n');
    expect(heading.startsWith('\uFEFFSố hiệu,')).toBe(true);
    expect(lines.map((line) => line.split(',')[0])).toEqual(shown);
    await close();
  });
});
