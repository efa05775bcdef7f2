import { type Place, places } from './coverage.ts';
import { type CoverageLink, decodeCoverage, encodeCoverage } from './coverage-link.ts';
import type { AppState, Base, FeatureRef, Theme, View } from './store.ts';
import { decodeSurveys, encodeSurveys, type SurveysLink } from './surveys.ts';

/** What a link carries. Everything is optional: what is absent stands as the reader has it. */
export interface Permalink {
  readonly view?: View;
  /** Layers that are hidden. Hidden ones are named, not shown ones, so that a link does not hide a layer added later. */
  readonly hidden?: readonly string[];
  readonly opacity?: Readonly<Record<string, number>>;
  readonly selected?: FeatureRef;
  readonly language?: AppState['language'];
  readonly theme?: Theme;
  readonly base?: Base;
  readonly asOf?: string;
  readonly table?: string;
  readonly place?: Place;
  readonly coverage?: CoverageLink;
  readonly surveys?: SurveysLink;
}

const layerId = /^[a-z]+(-[a-z]+)*$/;
const day = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Writes a link's hash without the `#`, in a fixed order so that equal states give equal links. */
export function encodePermalink(link: Permalink): string {
  const parts: string[] = [];
  const { view, selected } = link;
  if (view) {
    const numbers = [round(view.zoom, 2), round(view.latitude, 5), round(view.longitude, 5)];
    if (Math.round(view.bearing) !== 0) numbers.push(Math.round(view.bearing));
    parts.push(`map=${numbers.join('/')}`);
  }
  if (link.hidden && link.hidden.length > 0) parts.push(`hide=${[...link.hidden].sort().join(',')}`);
  const opacities = Object.entries(link.opacity ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (opacities.length > 0) {
    parts.push(`opacity=${opacities.map(([id, value]) => `${id}:${Math.round(value * 100)}`).join(',')}`);
  }
  if (selected?.id) parts.push(`id=${selected.layer}/${selected.id}`);
  if (link.asOf) parts.push(`time=${link.asOf}`);
  if (link.table) parts.push(`table=${link.table}`);
  if (link.place) parts.push(`place=${link.place}`);
  parts.push(...encodeCoverage(link.coverage ?? {}), ...encodeSurveys(link.surveys ?? {}));
  if (link.base && link.base !== 'map') parts.push(`base=${link.base}`);
  if (link.theme && link.theme !== 'system') parts.push(`theme=${link.theme}`);
  if (link.language) parts.push(`lang=${link.language}`);
  return parts.join('&');
}

/** Reads a hash. Whatever is not understood is left out: a mangled link opens as much of itself as is whole. */
export function decodePermalink(hash: string): Permalink {
  const given = new Map<string, string>();
  for (const part of hash.replace(/^#/, '').split('&')) {
    const [key, ...rest] = part.split('=');
    if (key) given.set(key, safeDecode(rest.join('=')));
  }
  const view = readView(given.get('map'));
  const hidden = given
    .get('hide')
    ?.split(',')
    .filter((id) => layerId.test(id));
  const opacity = readOpacity(given.get('opacity'));
  const selected = readSelected(given.get('id'));
  const language = given.get('lang');
  const theme = given.get('theme');
  const asOf = given.get('time');
  const table = given.get('table');
  const place = places.find((candidate) => candidate === given.get('place'));
  const coverage = decodeCoverage(given);
  const surveys = decodeSurveys(given);
  return {
    ...(view && { view }),
    ...(hidden && hidden.length > 0 && { hidden }),
    ...(opacity && { opacity }),
    ...(selected && { selected }),
    ...((language === 'vi' || language === 'en') && { language }),
    ...((theme === 'light' || theme === 'dark') && { theme }),
    ...(given.get('base') === 'plain' && { base: 'plain' as const }),
    ...(asOf && isDay(asOf) && { asOf }),
    ...(table && layerId.test(table) && { table }),
    ...(place && { place }),
    ...(coverage && { coverage }),
    ...(surveys && { surveys }),
  };
}

/** A day of the calendar that the server answers for; the 31st of June would leave map and figures with refusals only. */
const isDay = (text: string): boolean => day.test(text) && new Date(text).toISOString().startsWith(text);

function readView(text: string | undefined): View | undefined {
  const numbers = (text ?? '').split('/').map((part) => (part === '' ? Number.NaN : Number(part)));
  const [zoom = Number.NaN, latitude = Number.NaN, longitude = Number.NaN, bearing = 0] = numbers;
  if (numbers.length > 4 || ![zoom, latitude, longitude, bearing].every(Number.isFinite)) return undefined;
  if (zoom < 0 || zoom > 24 || Math.abs(latitude) > 85 || Math.abs(longitude) > 180) return undefined;
  return { zoom, latitude, longitude, bearing };
}

function readOpacity(text: string | undefined): Record<string, number> | undefined {
  const entries = (text ?? '').split(',').flatMap((part): [string, number][] => {
    const [id = '', percent = ''] = part.split(':');
    return layerId.test(id) && /^\d{1,3}$/.test(percent) ? [[id, Math.min(100, Number(percent)) / 100]] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function readSelected(text: string | undefined): FeatureRef | undefined {
  const [layer = '', id = ''] = (text ?? '').split('/');
  return layerId.test(layer) && uuid.test(id) ? { layer, id } : undefined;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
