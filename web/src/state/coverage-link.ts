import {
  type Changes,
  type CoverageState,
  changeable,
  type GapRef,
  initialCoverage,
  measureKeys,
  periods,
  provinceTabs,
  ranges,
  ribbons,
  tabs,
} from './coverage.ts';

/** The part of a link that says what the coverage page shows: only what stands otherwise than at first. */
export type CoverageLink = Partial<Omit<CoverageState, 'post' | 'gap' | 'way' | 'settings'>> & {
  readonly post?: string;
  readonly gap?: GapRef;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const listables = ['all', ...measureKeys] as const;

/** What of a state goes into its link. */
export function coverageLinkOf(state: CoverageState): CoverageLink {
  const { post, gap, way: _, changes, ...rest } = state;
  const told = Object.entries(rest).filter(([key, value]) => value !== initialCoverage[key as keyof typeof rest]);
  return {
    ...Object.fromEntries(told),
    ...(post !== undefined && { post }),
    ...(gap && { gap }),
    ...(Object.keys(changes).length > 0 && { changes }),
  };
}

/** The parts of a link's hash, in a fixed order. */
export function encodeCoverage(link: CoverageLink): string[] {
  const { post, tab, provinceTab, ribbon, listed, period, changes, gap } = link;
  const changed = changeable.flatMap((key) => (changes?.[key] === undefined ? [] : [`${key}:${changes[key]}`]));
  const stretch = gap?.fromMetres === undefined ? '' : `/${gap.fromMetres}-${gap.toMetres}`;
  return [
    ...(post ? [`post=${post}`] : []),
    ...(tab ? [`tab=${tab}`] : []),
    ...(provinceTab ? [`list=${provinceTab}`] : []),
    ...(ribbon ? [`ribbon=${ribbon}`] : []),
    ...(listed ? [`gaps=${listed}`] : []),
    ...(period ? [`days=${period}`] : []),
    ...(changed.length > 0 ? [`with=${changed.join(',')}`] : []),
    ...(gap ? [`gap=${gap.measure}:${gap.id}${stretch}`] : []),
  ];
}

/** Reads them back; undefined when a link says nothing of coverage. What is not understood is left out. */
export function decodeCoverage(given: ReadonlyMap<string, string>): CoverageLink | undefined {
  const post = given.get('post');
  const oneOf = <Value extends string>(key: string, values: readonly Value[]) =>
    values.find((value) => value === given.get(key));
  const changes = readChanges(given.get('with'));
  const gap = readGap(given.get('gap'));
  const tab = oneOf('tab', tabs);
  const provinceTab = oneOf('list', provinceTabs);
  const ribbon = oneOf('ribbon', ribbons);
  const listed = oneOf('gaps', listables);
  const period = oneOf('days', periods);
  const link = {
    ...(post && uuid.test(post) && { post }),
    ...(tab && { tab }),
    ...(provinceTab && { provinceTab }),
    ...(ribbon && { ribbon }),
    ...(listed && { listed }),
    ...(period && { period }),
    ...(changes && { changes }),
    ...(gap && { gap }),
  };
  return Object.keys(link).length > 0 ? link : undefined;
}

function readChanges(text: string | undefined): Changes | undefined {
  const entries = (text ?? '').split(',').flatMap((part): [string, number][] => {
    const [key = '', digits = ''] = part.split(':');
    const known = changeable.find((candidate) => candidate === key);
    if (!known || !/^\d{1,6}$/.test(digits)) return [];
    // Whatever a link says, a slider can stand there.
    const { minimum, maximum } = ranges[known];
    return [[known, Math.min(Math.max(Number(digits), minimum), maximum)]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function readGap(text: string | undefined): GapRef | undefined {
  const [, key, id = '', from, to] = /^([a-z]+):([0-9a-f-]{36})(?:\/(\d{1,10})-(\d{1,10}))?$/.exec(text ?? '') ?? [];
  const measure = measureKeys.find((candidate) => candidate === key);
  if (!measure || !uuid.test(id)) return undefined;
  return { measure, id, ...(from && to && { fromMetres: Number(from), toMetres: Number(to) }) };
}
