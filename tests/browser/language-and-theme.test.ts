import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { drawn, mapAtRest, openMap } from './steps.ts';

describe.skipIf(noBrowser)('language and appearance', () => {
  it('change at once, while names stay Vietnamese', async () => {
    const { page, close } = await openMap();
    await page.getByRole('button', { name: 'Tài khoản officer' }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('dialog').getByRole('heading', { name: 'Appearance and account' }).waitFor();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.keyboard.press('Escape');
    await page.getByText('Border posts', { exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await mapAtRest(page);
    expect(
      await page.evaluate(() => globalThis.phenDauMap?.getPaintProperty('base:background', 'background-color')),
    ).toBe('#0e161a');
    expect(await drawn(page, 'border-post:icon')).toHaveLength(12);
    // Remembered for the next visit, without the link.
    await page.evaluate(() => history.replaceState(null, '', '/#place=map'));
    await page.reload();
    await page.getByText('Border posts', { exact: true }).waitFor();
    await close();
  });

  it('follow the system when nobody has chosen', async () => {
    const { page, close } = await openMap({ colorScheme: 'dark' });
    const colour = () =>
      page.evaluate(() => globalThis.phenDauMap?.getPaintProperty('base:background', 'background-color'));
    expect(await colour()).toBe('#0e161a');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(
      () => globalThis.phenDauMap?.getPaintProperty('base:background', 'background-color') === '#cfdfe3',
    );
    await close();
  });
});
