import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { drawn, tooSmall } from './steps.ts';
import { violations } from './steps-axe.ts';
import { added, type Lamp, ownReviewDesk, revisited, told } from './steps-review.ts';

describe.skipIf(noBrowser)('a reviewer at the screen', () => {
  const desk = ownReviewDesk();
  const lamp = (index: number) => desk().lamp(index);

  it('finds what waits, sees what it changes, approves it, and the map shows it at once', async () => {
    const id = await desk().submitted('den-moi.geojson', [revisited(lamp(0)), added('RV-MOI', lamp(0))]);
    const { page, close } = await desk().openReview(undefined);
    await page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }));
    await page.locator('.review-queue .row').filter({ hasText: 'den-moi.geojson' }).click();
    const rows = page.locator('.review .row');
    await rows.filter({ hasText: 'Thay đổi' }).filter({ hasText: 'Hoạt động → Hỏng' }).click();
    const changes = page.locator('.review-changes');
    expect(await changes.getByRole('row', { name: 'Vị trí' }).innerText()).toMatch(/dời 2\d,\d m về hướng đông/);
    expect(await changes.getByRole('row', { name: 'Tình trạng' }).innerText()).toMatch(/Hoạt động\s+Hỏng/);
    await isDrawn(page, 'survey:before-point');
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByText('1 đối tượng mới và 1 đối tượng thay đổi của lớp Đèn năng lượng mặt trời').waitFor();
    await page.getByRole('button', { name: 'Duyệt vào sổ' }).click();
    await page.locator('.next-approved').waitFor();
    expect(await desk().lampOf(lamp(0).id)).toMatchObject({ properties: { status: 'broken' } });
    const found = await told<{ features: Lamp[] }>(await desk().reviewer('/ogc/collections/solar-lamp/items?q=RV-MOI'));
    await expect.poll(() => drawn(page, 'solar-lamp:dot'), { timeout: 60_000 }).toContain(found.features[0]?.tileId);
    expect(await page.evaluate(() => 'neverReloaded' in globalThis)).toBe(true);
    expect(await desk().surveyOf(id)).toMatchObject({ state: 'approved', decision: { by: 'reviewer' } });
    await close();
  });

  it('is told where edits collide and returns the survey, never without a reason; J goes to the next', async () => {
    const first = await desk().submitted('chong-nhau.geojson', [revisited(lamp(1))]);
    const second = await desk().submitted('cho-them.geojson', [added('RV-SAU', lamp(1))]);
    const { page, close } = await desk().openReview(first);
    await page.locator('.review .row').waitFor();
    await page.getByText('Phiếu chờ duyệt 1/2').waitFor();
    await desk().edit(lamp(1).id, { properties: { status: 'removed' } });
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByRole('button', { name: 'Duyệt vào sổ' }).click();
    const code = String(lamp(1).properties.code);
    await page.getByRole('dialog').getByRole('button', { name: code }).waitFor();
    await page.getByRole('button', { name: 'Trả lại vì lý do này' }).click();
    const reason = page.getByRole('textbox', { name: 'Lý do' });
    expect(await reason.inputValue()).toContain(code);
    await reason.fill(' ');
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByText('Hãy ghi lý do').waitFor();
    await reason.fill('Đèn đã được gỡ, xin đi lại');
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.locator('.next-rejected').waitFor();
    expect(await desk().surveyOf(first)).toMatchObject({
      state: 'rejected',
      decision: { reason: 'Đèn đã được gỡ, xin đi lại' },
    });
    expect(await desk().lampOf(lamp(1).id)).toMatchObject({ properties: { status: 'removed' } });
    await page.keyboard.press('j');
    await page.waitForFunction((id) => location.hash.includes(id), second);
    await close();
  });

  it('chooses between two edits of one value, and the approval does what was chosen', async () => {
    const id = await desk().submitted('chon-tung-cho.geojson', [revisited(lamp(8))]);
    await desk().edit(lamp(8).id, { properties: { status: 'removed' } });
    const { page, close } = await desk().openReview(id);
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByRole('button', { name: 'Duyệt vào sổ' }).click();
    const dialog = page.getByRole('dialog', { name: 'Chưa duyệt được' });
    const approve = dialog.getByRole('button', { name: 'Duyệt với lựa chọn này' });
    await dialog.getByText('Còn 1 chỗ chưa chọn').waitFor();
    expect(await approve.isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: /^Giữ của sổ/ }).check();
    await dialog.getByRole('radio', { name: /^Lấy của phiếu/ }).check();
    expect(await violations(page)).toEqual([]);
    // Whoever leaves to look at the lamp comes back to what they had chosen.
    await dialog.getByRole('button', { name: String(lamp(8).properties.code) }).click();
    await page.getByRole('heading', { name: String(lamp(8).properties.code) }).waitFor();
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await dialog.getByText('Đã chọn hết').waitFor();
    await approve.click();
    await page.locator('.next-approved').waitFor();
    expect(await desk().surveyOf(id)).toMatchObject({ state: 'approved' });
    expect(await desk().lampOf(lamp(8).id)).toMatchObject({ properties: { status: 'broken' } });
    await close();
  });

  it('takes an approval back and is asked about each value that was edited since', async () => {
    const id = await desk().submitted('hoan-tac.geojson', [revisited(lamp(2)), revisited(lamp(3))]);
    await told(await desk().reviewer(`/api/surveys/${id}/approve`, { method: 'POST' }));
    await desk().edit(lamp(2).id, { properties: { status: 'removed' } });
    await desk().edit(lamp(3).id, { properties: { status: 'removed', man_days: 9 } });
    const { page, close } = await desk().openReview(id);
    await page.getByRole('button', { name: 'Hoàn tác việc duyệt' }).click();
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Nhầm đồn');
    await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác', exact: true }).click();
    // In the page, so that the map stays in sight.
    const asking = page.getByRole('region', { name: 'Có sửa đổi mới hơn' });
    const confirm = asking.getByRole('button', { name: 'Hoàn tác', exact: true });
    const question = (index: number) =>
      page.getByRole('region', { name: String(lamp(index).properties.code), exact: true });
    await question(2).getByText('Hỏng').waitFor();
    expect(await question(2).innerText()).toMatch(/Hoạt động[\s\S]*Hỏng[\s\S]*Đã gỡ|Hoạt động[\s\S]*Hỏng/);
    await confirm.click();
    await page.getByRole('alert').filter({ hasText: 'Còn 2 chỗ chưa chọn' }).waitFor();
    await page.getByRole('button', { name: 'Giữ hết' }).click();
    await question(3).getByRole('radio', { name: 'Về như trước khi duyệt' }).check();
    await confirm.click();
    await page.locator('.next-rejected').waitFor();
    // What was not asked about went back: the place. What was: as it was decided.
    expect(await desk().lampOf(lamp(2).id)).toMatchObject({ ...placeOf(lamp(2)), properties: { status: 'removed' } });
    expect(await desk().lampOf(lamp(3).id)).toMatchObject({
      ...placeOf(lamp(3)),
      properties: { status: 'working', man_days: 9 },
    });
    await close();
  });

  it('sees all three places of what was moved twice, and the one that is chosen wins', async () => {
    const id = await desk().submitted('dời-hai-lần.geojson', [revisited(lamp(5))]);
    await told(await desk().reviewer(`/api/surveys/${id}/approve`, { method: 'POST' }));
    const [longitude, latitude] = lamp(5).geometry.coordinates;
    const moved = { geometry: { type: 'Point', coordinates: [longitude, latitude + 0.0003] } };
    await desk().edit(lamp(5).id, moved);
    const { page, close } = await desk().openReview(id);
    await page.getByRole('button', { name: 'Hoàn tác việc duyệt' }).click();
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Nhầm đèn');
    await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác', exact: true }).click();
    const asking = page.getByRole('region', { name: 'Có sửa đổi mới hơn' });
    expect(await asking.getByRole('list', { name: 'Chú giải' }).innerText()).toMatch(
      /Trước đó\s+Theo phiếu\s+Hiện nay/,
    );
    for (const moment of ['before', 'survey', 'current']) await isDrawn(page, `survey:version-${moment}-point`);
    await asking.getByRole('radio', { name: 'Giữ bản hiện nay' }).check();
    await asking.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
    await page.locator('.next-rejected').waitFor();
    await page.waitForFunction(
      () => globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['survey:version-current-point'] }).length === 0,
    );
    // The place is the later one; the status, about which nobody disagreed, went back.
    expect(await desk().lampOf(lamp(5).id)).toMatchObject({ ...moved, properties: { status: 'working' } });
    await close();
  });

  it('whose approval meets another place of the same lamp is shown all three before returning it', async () => {
    const id = await desk().submitted('dời-khác.geojson', [revisited(lamp(6))]);
    const { page, close } = await desk().openReview(id);
    await page.locator('.review .row').waitFor();
    const [longitude, latitude] = lamp(6).geometry.coordinates;
    await desk().edit(lamp(6).id, { geometry: { type: 'Point', coordinates: [longitude, latitude - 0.0003] } });
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByRole('button', { name: 'Duyệt vào sổ' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xem các hình trên bản đồ' }).click();
    for (const moment of ['before', 'survey', 'current']) await isDrawn(page, `survey:version-${moment}-point`);
    await page.getByText('Cả hai cùng sửa: Vị trí, hình dạng').waitFor();
    await close();
  });

  it('is told of the same lamp that another survey has brought in meanwhile, looks, and says that they are two', async () => {
    const first = await desk().submitted('truoc.geojson', [added('RV-A', lamp(7))]);
    const second = await desk().submitted('sau.geojson', [added('RV-B', lamp(7), 0.000301)]);
    await told(await desk().reviewer(`/api/surveys/${first}/approve`, { method: 'POST' }));
    const refused = async () => {
      const { page, close } = await desk().openReview(second);
      await page.locator('.review .row').waitFor();
      await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
      await page.getByRole('button', { name: 'Duyệt vào sổ' }).click();
      const dialog = page.getByRole('dialog', { name: 'Chưa duyệt được: có thể trùng công trình đã có' });
      await dialog.waitFor();
      return { page, close, dialog };
    };
    const looking = await refused();
    await looking.dialog.getByRole('button', { name: 'RV-A' }).click();
    await looking.page.getByRole('heading', { name: 'RV-A' }).waitFor();
    await looking.close();
    const { page, close, dialog } = await refused();
    const both = dialog.getByRole('button', { name: 'Vẫn duyệt cả hai' });
    expect(await both.isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('checkbox', { name: 'Đúng là hai công trình khác nhau' }).check();
    await both.click();
    await page.locator('.next-approved').waitFor();
    expect(await desk().surveyOf(second)).toMatchObject({ state: 'approved' });
    await close();
  });

  it('waits for one whose author takes it back to mend it: it is the author’s again, file and all', async () => {
    const id = await desk().submitted('rut-ve.geojson', [added('RV-RUT', lamp(7), 0.0012)]);
    const { page, close } = await desk().openReview(id, { account: 'surveyor' });
    const takeBack = page.getByRole('button', { name: 'Rút về để sửa' });
    await takeBack.waitFor();
    expect(await page.getByRole('button', { name: 'Thay bằng tệp khác' }).count()).toBe(0);
    await takeBack.click();
    await page.getByRole('button', { name: 'Trình duyệt' }).waitFor();
    await page.getByRole('button', { name: 'Thay bằng tệp khác' }).waitFor();
    expect(await desk().surveyOf(id)).toMatchObject({ state: 'received' });
    await close();
  });

  it('on a phone by night hits everything with a thumb, and axe finds nothing wrong', async () => {
    const id = await desk().submitted('dien-thoai.geojson', [revisited(lamp(4)), added('RV-PHONE', lamp(4))]);
    const { page, close } = await desk().openReview(id, { width: 390, height: 844, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    const row = page.locator('.review .row').filter({ hasText: 'Hoạt động → Hỏng' });
    await row.waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await tooSmall(page, '.review, .review-nav')).toEqual([]);
    expect(await violations(page), 'list').toEqual([]);
    await row.click();
    await page.locator('.review-changes').waitFor();
    expect(await tooSmall(page, '.review, .review-nav')).toEqual([]);
    expect(await violations(page), 'feature').toEqual([]);
    await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByText('Hãy ghi lý do').waitFor();
    expect(await violations(page), 'dialog').toEqual([]);
    await close();
  });
});

/** Waits until something of a style layer is on the screen. */
const isDrawn = (page: Page, styleLayer: string) =>
  page.waitForFunction(
    (layer) => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: [layer] }).length ?? 0) > 0,
    styleLayer,
  );

const placeOf = ({ geometry: { coordinates } }: Lamp) => ({ geometry: { coordinates } });
