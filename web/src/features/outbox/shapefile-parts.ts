import { surveyLimits } from '@phen-dau/geodata';
import { zipSync } from 'fflate';
import { surveysMessages } from '../../messages/use-surveys-messages.ts';
import { getState } from '../../state/store.ts';
import { notify } from '../../ui/notices.tsx';

/** What programs write beside a `.shp`; only the first four are read, the others are kept with them. */
const part = /^(.+?)(\.(?:shp|dbf|prj|cpg|shx|qpj|qix|sbn|sbx|shp\.xml))$/i;
/** Of the zip's entries: the same parts give the same bytes on any day, so that the server knows a file that it has already. */
const noMoment = new Date(1980, 0, 1);

/** The files as the outbox takes them: the parts of a Shapefile that came loose are one zip. What lacks its other parts is said. */
export async function packShapefiles(files: readonly File[]): Promise<File[]> {
  const words = surveysMessages[getState().language].outbox;
  const others = files.filter(({ name }) => !part.test(name));
  const packed: File[] = [];
  for (const stem of new Set(files.flatMap(({ name }) => stemOf(name) ?? []))) {
    const parts = files.filter(({ name }) => stemOf(name) === stem);
    const named = (ending: string) => parts.filter(({ name }) => endingOf(name) === ending);
    const [shp, second] = named('.shp');
    if (!shp) notify('problem', words.partsWithoutShape(listed(parts), shapeName(parts)));
    else if (second) notify('problem', words.partsTwice(listed(parts)));
    else {
      const missing = ['.dbf', '.prj'].filter((ending) => named(ending).length === 0);
      if (missing.length > 0) notify('problem', words.partsMissing(shp.name, missing.join(', ')));
      packed.push(...(parts.length === 1 ? [shp] : await zipped(shp, parts)));
    }
  }
  return [...packed, ...others];
}

/** One zip; none, and said, where the parts cannot be read. */
async function zipped(shp: File, parts: readonly File[]): Promise<File[]> {
  const words = surveysMessages[getState().language].outbox;
  const name = shp.name.replace(/\.shp$/i, '.zip');
  if (parts.reduce((sum, { size }) => sum + size, 0) > surveyLimits.bytes) {
    notify('problem', words.tooLarge(name, Math.round(surveyLimits.bytes / 1024 / 1024)));
    return [];
  }
  try {
    const contents = await Promise.all(
      parts.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
    );
    // Not compressed: a table that is mostly blanks would shrink so far that it looks like a zip bomb.
    const bytes = zipSync(Object.fromEntries(contents), { level: 0, mtime: noMoment });
    return [new File([bytes], name, { type: 'application/zip' })];
  } catch {
    notify('problem', words.notKept(listed(parts)));
    return [];
  }
}

const stemOf = (name: string): string | undefined => part.exec(name)?.[1]?.toLowerCase();
const endingOf = (name: string): string => part.exec(name)?.[2]?.toLowerCase() ?? '';
const listed = (files: readonly File[]): string => files.map(({ name }) => name).join(', ');
/** What the part that is missing would be called. */
const shapeName = ([first]: readonly File[]): string => `${part.exec(first?.name ?? '')?.[1] ?? ''}.shp`;
