import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { tooSmall } from './steps.ts';
import { violations } from './steps-axe.ts';
import { added, ownReviewDesk, revisited } from './steps-review.ts';

const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: `Chọn ${name}`, exact: true });
const outcome = (page: Page) => page.getByRole('region', { name: 'Kết quả duyệt nhiều phiếu' });
const queue = (page: Page) => page.locator('.review-queue .row');

describe.skipIf(noBrowser)('a reviewer with many small surveys', () => {
  const desk = ownReviewDesk();

  /** New lamps, each file with one of its own. */
  const sent = (names: readonly string[], near: number): Promise<string[]> =>
    inTurn(names, (name, at) =>
      desk().submitted(name, [added(`Q-${near}-${at}`, desk().lamp(near), 0.0003 + at * 0.0004)]),
    );

  it('approves a range of them at once; one that cannot be says why and waits on, the others are in the register', async () => {
    const ids = await sent(['một.geojson', 'hai.geojson', 'ba.geojson', 'bốn.geojson'], 0);
    const collides = await desk().submitted('chồng.geojson', [revisited(desk().lamp(1))]);
    await desk().edit(desk().lamp(1).id, { properties: { status: 'removed' } });
    const { page, close } = await desk().openReview(undefined);
    const asked: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && asked.push(new URL(request.url()).pathname));

    await choose(page, 'hai.geojson').check();
    await choose(page, 'chồng.geojson').click({ modifiers: ['Shift'] });
    await page.getByText('Đã chọn 4').waitFor();
    await page.locator('.review-choose').getByRole('button', { name: 'Duyệt' }).click();
    await page
      .getByText('3 đối tượng mới và 1 đối tượng thay đổi sẽ vào sổ đăng ký: Đèn năng lượng mặt trời.')
      .waitFor();
    await page.getByRole('textbox').fill('Đã xem tại đồn');
    await page.getByRole('dialog').getByRole('button', { name: 'Duyệt 4 phiếu' }).click();
    await outcome(page).getByText('Đã duyệt 3 phiếu').waitFor();
    expect(await outcome(page).getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/chồng\.geojson\s+Người khác đã sửa đúng chỗ phiếu sửa, ở 1 đối tượng\./),
    ]);
    // Each was asked once, the one after the other.
    expect(asked).toEqual([...ids.slice(1), collides].map((id) => `/api/surveys/${id}/approve`));
    expect((await desk().surveyOf(ids[1] ?? '')).decision).toMatchObject({ by: 'reviewer', reason: 'Đã xem tại đồn' });
    await expect.poll(() => queue(page).count()).toBe(2);
    expect((await desk().surveyOf(ids[0] ?? '')).state).toBe('submitted');

    await outcome(page).getByRole('button', { name: 'chồng.geojson' }).click();
    await page.getByRole('heading', { name: 'chồng.geojson' }).waitFor();
    await page.getByRole('button', { name: 'Về danh sách phiếu' }).click();
    // What came of it is still to be read, until it is put away.
    await outcome(page).getByRole('button', { name: 'Đóng' }).click();
    expect(await outcome(page).count()).toBe(0);
    await close();
  });

  it('chooses by the keyboard and returns them with one reason; none without', async () => {
    const ids = await sent(['năm.geojson', 'sáu.geojson'], 2);
    const { page, close } = await desk().openReview(undefined);
    const row = queue(page).filter({ hasText: 'năm.geojson' });
    await row.focus();
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('Đã chọn 2').waitFor();
    await page.locator('.review-choose').getByRole('button', { name: 'Trả lại' }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Trả lại 2 phiếu' });
    await confirm.click();
    await page.getByText('Hãy ghi lý do').waitFor();
    await page.getByRole('textbox').fill('Sai mẫu tên đèn');
    await confirm.click();
    await outcome(page).getByText('Đã trả lại 2 phiếu').waitFor();
    for (const id of ids)
      expect(await desk().surveyOf(id)).toMatchObject({ state: 'rejected', decision: { reason: 'Sai mẫu tên đèn' } });
    await close();
  });

  it('stops on demand after the survey under way, and the rest waits on', async () => {
    const ids = await sent(['bảy.geojson', 'tám.geojson', 'chín.geojson'], 3);
    const { page, close } = await desk().openReview(undefined);
    const [first = ''] = ids;
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page.route(`**/api/surveys/${first}/approve`, async (route) => {
      await held;
      await route.continue();
    });
    for (const name of ['bảy', 'tám', 'chín']) await choose(page, `${name}.geojson`).check();
    await page.locator('.review-choose').getByRole('button', { name: 'Duyệt' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Duyệt 3 phiếu' }).click();
    await outcome(page).getByText('Đang duyệt, xong 0/3').waitFor();
    await outcome(page).getByRole('button', { name: 'Dừng' }).click();
    goOn();
    await outcome(page).getByText('Đã duyệt 1 phiếu · 2 phiếu chưa đến lượt, vẫn chờ').waitFor();
    expect(await inTurn(ids, async (id) => (await desk().surveyOf(id)).state)).toEqual([
      ...['approved', 'submitted', 'submitted'],
    ]);
    await close();
  });

  it('sees which have warnings nobody has explained, leaves one out, and of two alike one waits on', async () => {
    const twice = [added('Q-KEP-1', desk().lamp(5)), added('Q-KEP-2', desk().lamp(5))];
    const doubtful = await desk().submitted('kép.geojson', twice);
    const [first = '', second = ''] = await inTurn(['sớm.geojson', 'muộn.geojson'], (name, at) =>
      desk().submitted(name, [added(`Q-${name}`, desk().lamp(6), 0.0003 + at * 0.000001)]),
    );
    const { page, close } = await desk().openReview(undefined);
    // Others that wait from before fill the first rows.
    await page.getByRole('button', { name: /^Xem cả \d+ phiếu/ }).click();
    await queue(page)
      .filter({ hasText: 'kép.geojson' })
      .getByText(/\d cảnh báo/)
      .waitFor();
    for (const name of ['kép', 'sớm', 'muộn']) await choose(page, `${name}.geojson`).check();
    await page.locator('.review-choose').getByRole('button', { name: 'Duyệt' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /kép\.geojson surveyor \d cảnh báo/ }).uncheck();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Duyệt 2 phiếu' }).click();
    await outcome(page).getByText('Đã duyệt 1 phiếu').waitFor();
    expect(await outcome(page).getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/muộn\.geojson\s+1 công trình có thể đã có trong sổ/),
    ]);
    const states = await inTurn([doubtful, first, second], async (id) => (await desk().surveyOf(id)).state);
    expect(states).toEqual(['submitted', 'approved', 'submitted']);
    await close();
  });

  it('on a phone hits every box with a thumb, and axe finds nothing wrong', async () => {
    await sent(['mười.geojson'], 4);
    const { page, close } = await desk().openReview(undefined, { width: 390, height: 844 });
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    await page.getByRole('checkbox', { name: 'Chọn hết' }).check();
    await page.getByText(/Đã chọn \d+/).waitFor();
    expect(await tooSmall(page, '.review-queue')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
    await close();
  });
});

/** One after the other, so that they wait in this order. */
async function inTurn<One, Answer>(
  all: readonly One[],
  ask: (one: One, at: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [at, one] of all.entries()) answers.push(await ask(one, at));
  return answers;
}
