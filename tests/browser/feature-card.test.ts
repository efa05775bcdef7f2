import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { card, lookAt, mapAtRest, openMap, somePoint, whenLit } from './steps.ts';

describe.skipIf(noBrowser)('the card of a feature', () => {
  it('opens on a click, with its values in words, the post in charge, and its place in three writings', async () => {
    const { page, close } = await openMap();
    await lookAt(page, await placeOfAMarker(page), 14);
    const marker = await somePoint(page, 'border-marker:icon');
    await page.mouse.click(marker.x, marker.y);
    await card(page).getByText('Mốc quốc giới').waitFor();
    await card(page)
      .getByText(/^Mốc (chính|phụ)$/)
      .waitFor();
    await card(page).getByRole('button', { name: /Đồn/ }).waitFor();
    await card(page)
      .getByText(/\d+°\d\d′\d\d,\d\d″B/)
      .waitFor();
    await card(page)
      .getByText(/X=\d{7},\d\d Y=\d{6},\d\d/)
      .waitFor();
    await whenLit(page, 'border-marker', marker.id);
    // The post is a link to its own card.
    await card(page).getByRole('button', { name: /Đồn/ }).click();
    await card(page).getByText('Năm thành lập').waitFor();
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'detached' });
    await close();
  });

  it('stays open when its link is opened again', async () => {
    const { page, close } = await openMap();
    const post = await somePoint(page, 'border-post:icon');
    await page.mouse.click(post.x, post.y);
    const name = await card(page).getByRole('heading', { level: 2 }).filter({ hasText: 'Đồn' }).innerText();
    await page.waitForFunction(() => location.hash.includes('id=border-post/'));
    await page.reload();
    await mapAtRest(page);
    await card(page).getByRole('heading', { name }).waitFor();
    await whenLit(page, 'border-post', post.id);
    await close();
  });

  it('measures a line on the ellipsoid and says the same as the register, to the metre', async () => {
    const { page, close } = await openMap();
    await page.keyboard.press('/');
    await page.getByRole('combobox').fill('bac xa');
    await page.getByRole('option').filter({ hasText: 'Đường biên giới' }).first().click();
    const measured = card(page).locator('dt', { hasText: 'Chiều dài đo được' }).locator('xpath=../dd');
    await measured.filter({ hasText: 'km' }).waitFor();
    const registered = card(page)
      .locator('dt', { hasText: /^Chiều dài$/ })
      .locator('xpath=../dd');
    const metres = (text: string) =>
      Number(text.replace(/[^\d,]/g, '').replace(',', '.')) * (text.includes('km') ? 1000 : 1);
    expect(Math.abs(metres(await measured.innerText()) - metres(await registered.innerText()))).toBeLessThan(10);
    await close();
  });
});

/** Where a marker stands, as the register says. */
const placeOfAMarker = (page: Page): Promise<[number, number]> =>
  page.evaluate(async () => {
    const answer = await fetch('/ogc/collections/border-marker/items?limit=1');
    const { features } = (await answer.json()) as { features: { geometry: { coordinates: [number, number] } }[] };
    const [first] = features;
    if (!first) throw new Error('The register has no marker');
    return first.geometry.coordinates;
  });
