import type { Locator, Page } from 'playwright-core';
import { type OpenPage, type OpenPageOptions, openPage } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';

/** What these tests use of the map the page keeps for them. */
interface MapUnderTest {
  triggerRepaint(): void;
  once(event: 'idle', then: () => void): void;
  jumpTo(camera: { center: [number, number]; zoom: number }): void;
  getCenter(): { lng: number; lat: number };
  getBounds(): { toArray(): [number, number][] };
  getZoom(): number;
  project(position: [number, number]): { x: number; y: number };
  unproject(point: [number, number]): { lng: number; lat: number };
  queryRenderedFeatures(options: { layers: string[] }): {
    id: number;
    geometry: { type: string; coordinates: unknown };
    properties: Record<string, unknown>;
    /** As evaluated for this feature. */
    layer: { layout: Record<string, unknown> };
  }[];
  getFeatureState(target: { source: string; sourceLayer: string; id: number }): Record<string, unknown>;
  getPaintProperty(layer: string, property: string): unknown;
}
declare global {
  var phenDauMap: MapUnderTest | undefined;
}

/** Opens the map as an account sees it and waits until it stands still. The link asks for it: an officer's first screen is not the map. */
export async function openMap({ path = '/', ...options }: OpenPageOptions = {}): Promise<OpenPage> {
  const opened = await openPage(await sharedServer(), {
    account: 'officer',
    ...options,
    path: `${path}${path.includes('#') ? '&' : '#'}place=map`,
  });
  await mapAtRest(opened.page);
  return opened;
}

/**
 * Waits until the map shows all it has to show and nothing moves. "Loaded" alone is true of the picture before a change that
 * the page has yet to hand to the map; it does so within two frames, and only the event after them says that it is drawn.
 */
export async function mapAtRest(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.phenDauMap !== undefined);
  await page.evaluate(
    () =>
      new Promise<void>((rests) => {
        const twoFramesLater = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));
        twoFramesLater(() => {
          globalThis.phenDauMap?.once('idle', () => rests());
          globalThis.phenDauMap?.triggerRepaint();
        });
      }),
  );
}

/** Looks at a place from a zoom, at once. */
export async function lookAt(page: Page, center: [number, number], zoom: number): Promise<void> {
  // "Loaded" is true until the first picture from the new place: only the event says that it is drawn.
  await page.evaluate(
    ([at, from]) =>
      new Promise<void>((drawn) => {
        globalThis.phenDauMap?.once('idle', () => drawn());
        globalThis.phenDauMap?.jumpTo({ center: at as [number, number], zoom: from as number });
      }),
    [center, zoom] as const,
  );
}

/** The numbers in the tiles of the features of a style layer that are drawn now. */
export const drawn = (page: Page, styleLayer: string): Promise<number[]> =>
  page.evaluate(
    (layer) => [
      ...new Set(globalThis.phenDauMap?.queryRenderedFeatures({ layers: [layer] }).map(({ id }) => id) ?? []),
    ],
    styleLayer,
  );

/** Where on the screen a drawn point feature is, one that no sheet covers; fails when there is none. */
export async function somePoint(page: Page, styleLayer: string): Promise<{ id: number; x: number; y: number }> {
  const found = await page.evaluate((layer) => {
    const map = globalThis.phenDauMap;
    for (const { id, geometry } of map?.queryRenderedFeatures({ layers: [layer] }) ?? []) {
      if (geometry.type !== 'Point') continue;
      const at = map?.project(geometry.coordinates as [number, number]);
      // A pin's point is its foot; its picture stands above.
      if (at && document.elementFromPoint(at.x, at.y - 4)?.tagName === 'CANVAS') return { id, x: at.x, y: at.y - 4 };
    }
    return undefined;
  }, styleLayer);
  if (!found) throw new Error(`Nothing of ${styleLayer} can be clicked`);
  return found;
}

/** Waits until a feature of a layer is lit as selected. */
export async function whenLit(page: Page, sourceLayer: string, id: number): Promise<void> {
  await page.waitForFunction(
    ([layer, number]) =>
      globalThis.phenDauMap?.getFeatureState({
        source: 'province',
        sourceLayer: layer as string,
        id: number as number,
      }).selected === true,
    [sourceLayer, id] as const,
  );
}

/** What can be pressed. */
const targets = 'button, a.button, select, summary, label:has(input)';

/** Targets lower than a thumb is wide (44 pixels); in a part of the page, or in all of it. */
export const tooSmall = (page: Page, within = 'body'): Promise<{ name: string | null; height: number }[]> =>
  page.evaluate(
    ([part, pressable]) =>
      [...document.querySelectorAll<HTMLElement>(`:is(${part}) :is(${pressable})`)]
        .filter((element) => element.offsetParent && !element.closest('.skip-link'))
        .map((element) => ({ name: element.ariaLabel ?? element.textContent, height: element.offsetHeight }))
        .filter(({ height }) => height < 44),
    [within, targets] as const,
  );

export const card = (page: Page): Locator => page.getByRole('article');

/** A layer's switch in the panel. */
export const layerSwitch = (page: Page, title: string): Locator => page.getByRole('checkbox', { name: title }).first();

/** Console errors that are faults of ours; a browser also reports answers that a page expects, such as 401 before signing in. */
export const faults = ({ consoleErrors }: OpenPage): string[] =>
  consoleErrors.filter((text) => !/GL Driver Message|status of 401/.test(text));
