import type { PostCoverage } from '@phen-dau/geodata';
import type { Locator, Page } from 'playwright-core';
import { type OpenPage, type OpenPageOptions, openPage } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { mapAtRest } from './steps.ts';

/** Opens what an officer sees first, or what a link says, and waits for the five numbers where there are any. */
export async function openCoverage({
  path = '/',
  account = 'officer',
  ...options
}: OpenPageOptions = {}): Promise<OpenPage> {
  const post = path.includes('place=coverage') && !path.includes('post=') ? `&post=${await ownPost()}` : '';
  const opened = await openPage(await sharedServer(), { account, ...options, path: path + post });
  await mapAtRest(opened.page);
  if (account !== 'viewer') await figure(opened.page, 'lit').waitFor();
  return opened;
}

/** The officer's own post. */
export async function ownPost(): Promise<string> {
  const { ask } = await (await sharedServer()).signIn('officer');
  const { post } = (await (await ask('/api/me')).json()) as { post: { id: string } | null };
  if (!post) throw new Error('The officer has no post');
  return post.id;
}

/** An answer of the API to an officer. */
export const ask = async <Answer>(path: string): Promise<Answer> =>
  (await (await sharedServer()).signIn('officer')).ask(path).then((answer) => answer.json() as Promise<Answer>);

/** The coverage of the officer's own post as the server computes it. */
export const coverageOf = async (query = ''): Promise<PostCoverage> =>
  ask(`/api/posts/${await ownPost()}/coverage${query}`);

export const figure = (page: Page, measure: string): Locator => page.locator(`[data-measure=${measure}]`);

/** The share a number shows. */
export const measured = (page: Page, measure: string): Promise<string> =>
  figure(page, measure).locator('strong').innerText();

/** The rows of the list that is open. */
export const gaps = (page: Page): Locator => page.locator('.rows .row');

/** What is written on the map by these layers of the style, as it is drawn. */
export const written = (page: Page, ...layers: string[]): Promise<string[]> =>
  page.evaluate(
    (named) =>
      (globalThis.phenDauMap?.queryRenderedFeatures({ layers: named }) ?? []).map(({ layer }) =>
        String(layer.layout['text-field']),
      ),
    layers,
  );

/** The row of the open list that has this name, and not one whose name begins so. */
export const rowOf = (page: Page, name: string): Locator =>
  gaps(page).filter({ has: page.getByText(name, { exact: true }) });

/** A length as the page writes it in Vietnamese. */
export const length = (metres: number): string => {
  const digits = (count: number, value: number) =>
    new Intl.NumberFormat('vi-VN', { minimumFractionDigits: count, maximumFractionDigits: count }).format(value);
  if (metres < 1000) return `${digits(0, metres)} m`;
  return `${digits(metres < 10_000 ? 2 : 1, metres / 1000)} km`;
};

/** A share as the page writes it in Vietnamese: cut to a tenth of a percent. */
export const percent = (share: number): string =>
  `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1).replace('.', ',')}\u00a0%`;

/** Waits until the engine in the browser has taken over from the server. */
export const theBrowserMeasures = (page: Page): Promise<void> =>
  page.getByText('trình duyệt này, bằng đúng các hàm của máy chủ').waitFor();
