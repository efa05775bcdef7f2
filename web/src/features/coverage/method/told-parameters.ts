import { type Language, locales, type MeasureParameters, measureDefaults } from '@phen-dau/geodata';
import type { ToldParameters } from '../../../messages/coverage-method-vi.ts';
import type { WordLabel } from '../use-word-label.ts';

/** The parameters as the list of all of them shows them; every one stands in one group. */
export const parameterGroups = {
  distances: ['borderMetres', 'accessMetres', 'lightMetres', 'gapMetres'],
  counted: [
    'networkKinds',
    'pavedKinds',
    'pavedSurfaces',
    'litKinds',
    'usableStatuses',
    'workingStatuses',
    'removedStatuses',
  ],
  tracks: ['activeKinds', 'matchMetres', 'rivalMetres', 'fixGapMetres', 'visitDays', 'dayStartsMinutesEast'],
  ways: ['reachMinutes', 'speedsKmPerHour', 'offRoadKmPerHour', 'joinMetres', 'snapMetres'],
} as const satisfies Record<string, readonly (keyof MeasureParameters)[]>;
export type ParameterGroup = keyof typeof parameterGroups;

/** Where a value comes from: nobody has touched it, the province has set it, or somebody is trying it on this page. */
export type Origin = 'default' | 'province' | 'tried';

export function originOf(
  key: keyof MeasureParameters,
  parameters: MeasureParameters,
  province: MeasureParameters,
): Origin {
  if (!isSameParameter(key, parameters, province)) return 'tried';
  return isSameParameter(key, province, measureDefaults) ? 'default' : 'province';
}

export const isSameParameter = (key: keyof MeasureParameters, a: MeasureParameters, b: MeasureParameters): boolean =>
  written(a[key]) === written(b[key]);

/** Equal values give equal texts: a database gives the keys of an object back in an order of its own. */
const written = (value: MeasureParameters[keyof MeasureParameters]): string =>
  JSON.stringify(value instanceof Object && !Array.isArray(value) ? Object.entries(value).sort() : value);

interface TellingWords {
  readonly language: Language;
  readonly labelOf: WordLabel;
  readonly length: (metres: number) => string;
  readonly minutes: (minutes: number) => string;
  readonly days: (days: number) => string;
  /** Stands for an empty list. */
  readonly nothing: string;
}

/** Every parameter in the reader's words, as the sentences of "how computed" and the list of parameters say it. */
export function tellParameters(parameters: MeasureParameters, words: TellingWords): ToldParameters {
  const { language, labelOf, length, nothing } = words;
  const locale = locales[language];
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const each = new Intl.ListFormat(locale, { type: 'unit' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const speed = (kmPerHour: number) => `${number.format(kmPerHour)} km/h`;
  const named = (layer: 'patrol-road' | 'solar-lamp', field: string, word: string) =>
    (labelOf(layer, field, word)?.[language] ?? word).toLocaleLowerCase(locale);
  const listed = (layer: 'patrol-road' | 'solar-lamp', field: string, chosen: readonly string[]) =>
    chosen.length === 0 ? nothing : either.format(chosen.map((word) => named(layer, field, word)));
  const kinds = (chosen: readonly string[]) => listed('patrol-road', 'kind', chosen);
  const speeds = Object.entries(parameters.speedsKmPerHour).sort(([, one], [, other]) => other - one);
  return {
    borderMetres: length(parameters.borderMetres),
    accessMetres: length(parameters.accessMetres),
    lightMetres: length(parameters.lightMetres),
    gapMetres: length(parameters.gapMetres),
    networkKinds: kinds(parameters.networkKinds),
    pavedKinds: kinds(parameters.pavedKinds),
    litKinds: kinds(parameters.litKinds),
    activeKinds: kinds(parameters.activeKinds),
    pavedSurfaces: listed('patrol-road', 'surface', parameters.pavedSurfaces),
    usableStatuses: listed('patrol-road', 'status', parameters.usableStatuses),
    workingStatuses: listed('solar-lamp', 'status', parameters.workingStatuses),
    removedStatuses: listed('solar-lamp', 'status', parameters.removedStatuses),
    matchMetres: length(parameters.matchMetres),
    rivalMetres: length(parameters.rivalMetres),
    fixGapMetres: length(parameters.fixGapMetres),
    visitDays: words.days(parameters.visitDays),
    dayStartsMinutesEast: zoneText(parameters.dayStartsMinutesEast),
    joinMetres: length(parameters.joinMetres),
    snapMetres: length(parameters.snapMetres),
    speedsKmPerHour:
      speeds.length === 0
        ? nothing
        : each.format(speeds.map(([word, value]) => `${named('patrol-road', 'surface', word)} ${speed(value)}`)),
    offRoadKmPerHour: speed(parameters.offRoadKmPerHour),
    reachMinutes: words.minutes(parameters.reachMinutes),
  };
}

/** `UTC+07:00` */
function zoneText(minutesEast: number): string {
  const minutes = Math.abs(minutesEast);
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${minutesEast < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
