import { azimuthDegrees, distanceMetres, ringAreaSquareMetres } from '@phen-dau/geodata';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { mapAtRest, openMap } from './steps.ts';

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`).innerText();
const number = (text: string) => Number(text.replace(/[^\d,]/g, '').replace(',', '.'));
const centre = (page: Page) =>
  page.evaluate(() => {
    const { lng = 0, lat = 0 } = globalThis.phenDauMap?.getCenter() ?? {};
    return [lng, lat] as [number, number];
  });

describe.skipIf(noBrowser)('the measure tool', () => {
  it('measures on the ellipsoid, without a mouse: arrows bring a place to the middle, Space marks it', async () => {
    const { page, close } = await openMap();
    await page.keyboard.press('m');
    await page.locator('canvas').focus();
    const from = await centre(page);
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    await mapAtRest(page);
    await page.waitForTimeout(0);
    const to = await centre(page);
    await page.keyboard.press(' ');
    await page.keyboard.press('Enter');
    await page.getByText('Đã xong. Kết quả ở lại cho đến khi đóng.').waitFor();
    expect(number(await figure(page, 'length'))).toBeCloseTo(distanceMetres(from, to) / 1000, 1);
    expect(number(await figure(page, 'bearing'))).toBeCloseTo(azimuthDegrees(from, to), 0);
    await close();
  });

  it('takes back the last point with Backspace and all of them with Escape', async () => {
    const { page, close } = await openMap();
    await page.keyboard.press('m');
    await page.getByText('Bấm lên bản đồ để đặt điểm đầu.').waitFor();
    for (const [x, y] of [
      [700, 400],
      [800, 420],
      [850, 500],
    ] as const)
      await page.mouse.click(x, y);
    const whole = number(await figure(page, 'length'));
    await page.keyboard.press('Backspace');
    await page.mouse.move(800, 420);
    await expect.poll(async () => number(await figure(page, 'length'))).toBeLessThan(whole);
    await page.keyboard.press('Escape');
    await page.getByText('Bấm lên bản đồ để đặt điểm đầu.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Đo' }).waitFor({ state: 'detached' });
    await close();
  });

  it('measures an area, and opens no card while it measures', async () => {
    const { page, close } = await openMap();
    await page.keyboard.press('a');
    await page.getByRole('region', { name: 'Đo' }).waitFor();
    const corners: [number, number][] = [
      [700, 300],
      [900, 300],
      [900, 500],
      [700, 500],
    ];
    for (const [x, y] of corners) await page.mouse.click(x, y);
    await page.keyboard.press('Enter');
    const text = await figure(page, 'area');
    expect(text).toMatch(/km²$/);
    const ring = await page.evaluate(
      (points) =>
        points.map((point): [number, number] => {
          const { lng = 0, lat = 0 } = globalThis.phenDauMap?.unproject(point) ?? {};
          return [lng, lat];
        }),
      corners,
    );
    const squareKilometres = ringAreaSquareMetres(ring) / 1e6;
    expect(Math.abs(number(text.replace('km²', '')) / squareKilometres - 1)).toBeLessThan(0.001);
    expect(await page.getByRole('article').count()).toBe(0);
    await close();
  });
});
