import { readSurvey, type SurveyContent, surveyLimits, type TableOptions, unzipSafely } from '@phen-dau/geodata';
import { surveySamples } from './survey-samples.ts';

/** A file of each format, by name. */
export const samples = surveySamples();

export const utf8 = (text: string) => new TextEncoder().encode(text);

/** Reads a file of this name: the sample of that name, or other content. */
export const read = (name: string, content: Uint8Array | string = samples[name] ?? '', table: TableOptions = {}) =>
  readSurvey(typeof content === 'string' ? utf8(content) : content, name, surveyLimits, { unzip: unzipSafely, table });

export const geometries = ({ features }: SurveyContent) => features.map(({ geometry }) => geometry);
