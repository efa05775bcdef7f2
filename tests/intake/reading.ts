import { unzipWithYauzl } from '@phen-dau/api';
import {
  readSurvey,
  type SurveyContent,
  type SurveyLimits,
  surveyLimits,
  type TableOptions,
  type Unzip,
  unzipSafely,
} from '@phen-dau/geodata';
import { surveySamples } from './survey-samples.ts';

/** What a reading is asked for beside the file. */
export interface Asked {
  /** In place of the usual ones. */
  readonly limits?: Partial<SurveyLimits>;
  readonly table?: TableOptions;
}

/** Where files are read. */
export interface Place {
  readonly name: string;
  read(bytes: Uint8Array, fileName: string, asked: Asked): Promise<SurveyContent>;
}

const inNode = (name: string, unzip: Unzip): Place => ({
  name,
  read: (bytes, fileName, { limits, table }) =>
    readSurvey(bytes, fileName, { ...surveyLimits, ...limits }, { unzip, ...(table && { table }) }),
});

/**
 * Every place the suites beside this file hold of: Node with either way of unpacking, or what `onlyIn` has put in their place.
 * The first stands for all where nothing is unpacked.
 */
export const places: Place[] = [inNode('our own refusals before fflate', unzipSafely), inNode('yauzl', unzipWithYauzl)];

/** Lets the suites that are imported afterwards hold of another place. */
export const onlyIn = (place: Place): void => void places.splice(0, places.length, place);

/** A file of each format, by name. */
export const samples = surveySamples();

export const utf8 = (text: string) => new TextEncoder().encode(text);

/** Reads content as a file of this name. */
export function reading(
  content: Uint8Array | string,
  name: string,
  asked: Asked = {},
  [place] = places,
): Promise<SurveyContent> {
  if (!place) throw new Error('Files are read nowhere');
  return place.read(typeof content === 'string' ? utf8(content) : content, name, asked);
}

/** Reads a file of this name: the sample of that name, or other content. */
export const read = (name: string, content: Uint8Array | string = samples[name] ?? '', table: TableOptions = {}) =>
  reading(content, name, { table });

export const geometries = ({ features }: SurveyContent) => features.map(({ geometry }) => geometry);
