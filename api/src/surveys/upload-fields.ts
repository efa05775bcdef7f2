import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { clears, findLayer, type Layer, readableParts, say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import { type ApiEnv, accountOf } from '../policy.ts';
import { unfit } from '../problem.ts';
import { type SurveyChange, surveyChange } from './instructions.ts';

/** A layer the caller cannot read is no layer, in the same words. */
export function layerOf(c: Context<ApiEnv>, id: string | undefined): Layer {
  const { clearance } = accountOf(c);
  const layer = findLayer(id ?? '');
  if (layer && readableParts(layer, clearance).length > 0 && clears(clearance, layer.sensitivity)) return layer;
  throw unfit('/layer', say('Cần một lớp có thật', 'An existing layer is needed'));
}

/** The decisions about reading that come with a file: `crs`, `order`, `map` and `set` of the form, the last two as JSON. */
export function instructionsOf({ crs, order, map, set, table }: Readonly<Record<string, string>>): SurveyChange {
  const json = (text: string | undefined, pointer: string) => {
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw unfit(pointer, say('Cần JSON', 'JSON is needed'));
    }
  };
  const given = { crs, order, map: json(map, '/map'), set: json(set, '/set'), table: json(table, '/table') };
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = surveyChange.safeParse(wanted);
  if (parsed.success) return parsed.data;
  throw unfit(
    `/${String(parsed.error.issues[0]?.path[0] ?? '')}`,
    say('Giá trị không dùng được', 'The value cannot be used'),
  );
}

/**
 * In hex, of everything that was asked for with a file but its bytes. They have a digest of their own; a repeated request may
 * bring them in an upload of another id.
 */
export function askedDigest({ upload: _, ...asked }: Readonly<Record<string, string>>): string {
  const fields = Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** An id in a field of the form: the survey to be replaced, the upload to be read. */
export function idOf(text: string, field: 'replaces' | 'upload'): string {
  const parsed = z.uuid().toLowerCase().safeParse(text);
  if (parsed.success) return parsed.data;
  throw unfit(`/${field}`, idNeeded[field]);
}
const idNeeded = {
  replaces: say('Cần mã phiếu', 'The id of a survey is needed'),
  upload: say('Cần mã lần tải lên', 'The id of an upload is needed'),
};
