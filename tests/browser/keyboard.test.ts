import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { mapAtRest, openMap } from './steps.ts';

describe.skipIf(noBrowser)('the keyboard', () => {
  it('reaches the map by the first stop of the page, and moves it with the arrows', async () => {
    const { page, close } = await openMap();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Đến bản đồ' }).waitFor();
    await page.keyboard.press('Enter');
    const before = await page.evaluate(() => globalThis.phenDauMap?.getCenter().lng ?? 0);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((lng) => (globalThis.phenDauMap?.getCenter().lng ?? 0) > lng, before);
    await mapAtRest(page);
    await close();
  });

  it('shows every key on ?, keeps the focus in the sheet and gives it back', async () => {
    const { page, close } = await openMap();
    const wholeProvince = page.getByRole('button', { name: 'Xem cả tỉnh trên bản đồ' });
    await wholeProvince.focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Đo chiều dài').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    // From the end of the sheet the focus passes through a guard beside it back to the start.
    await page.waitForFunction(() => Boolean(document.activeElement?.closest('[role=dialog]')));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => wholeProvince.evaluate((button) => button === document.activeElement)).toBe(true);
    await close();
  });

  it('leaves single keys alone while one types', async () => {
    const { page, close } = await openMap();
    await page.getByRole('searchbox', { name: 'Tìm lớp' }).focus();
    await page.keyboard.type('mbt?');
    expect(await page.getByRole('searchbox', { name: 'Tìm lớp' }).inputValue()).toBe('mbt?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Đo' }).count()).toBe(0);
    await close();
  });

  it('writes coordinates in three ways and goes to those one types', async () => {
    const { page, close } = await openMap();
    const box = page.locator('.coordinates-text');
    await page.waitForFunction(() => /°B/.test(document.querySelector('.coordinates-text')?.textContent ?? ''));
    await box.click();
    await page.waitForFunction(() => /′.*″B/.test(document.querySelector('.coordinates-text')?.textContent ?? ''));
    await box.click();
    await page.waitForFunction(() => /X=\d+/.test(document.querySelector('.coordinates-text')?.textContent ?? ''));
    const metres = await box.innerText();
    const axis = page.getByRole('combobox', { name: 'kinh tuyến trục' });
    await axis.selectOption('105');
    await page.waitForFunction((text) => document.querySelector('.coordinates-text')?.textContent !== text, metres);
    // Two degrees and a quarter further from its axis: 230 km more to the east.
    const eastOf = (text: string) => Number(/Y=(\d+)/.exec(text)?.[1]);
    expect(eastOf(await box.innerText()) - eastOf(metres)).toBeGreaterThan(200_000);
    await axis.selectOption('107.25');
    await expect.poll(() => box.innerText()).toBe(metres);
    await box.click();
    await page.keyboard.press('c');
    await page.keyboard.type('X=2417472.35 Y=449262.45');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => (globalThis.phenDauMap?.getZoom() ?? 0) >= 12.9);
    await mapAtRest(page);
    const { lng = 0, lat = 0 } = await page.evaluate(() => globalThis.phenDauMap?.getCenter() ?? { lng: 0, lat: 0 });
    expect(Math.hypot(lng - 106.761, lat - 21.853)).toBeLessThan(0.03);
    await close();
  });
});
