import type { Issue } from '../issue.ts';
import { DbfTable } from './dbf.ts';
import type { ReadBudget } from './read-budget.ts';
import { isShapefile, shapeRecords } from './shp.ts';
import type { SurveyBatch, SurveyFeature } from './survey-reader.ts';

export { isShapefile };

/** The files of one Shapefile; what is absent is undefined. */
export interface ShapefileParts {
  readonly shp: Uint8Array;
  readonly dbf?: Uint8Array | undefined;
  readonly prj?: Uint8Array | undefined;
  readonly cpg?: Uint8Array | undefined;
  /** Its name, for messages. */
  readonly stem: string;
}

const batchShapes = 2000;

/**
 * A Shapefile as features. Rejected: shpjs 6.2, which moves coordinates to WGS 84 by the `.prj` without a word (VN-2000 ones
 * without their shift), takes padding for shapes and throws away the whole file for one damaged record (on sound files both
 * give the same geometries); shapefile 0.6, unmaintained since 2017.
 */
export async function* readShapefile(
  parts: ShapefileParts,
  budget: ReadBudget,
  firstIndex: number,
): AsyncGenerator<SurveyBatch, void, void> {
  const { shp, dbf, prj } = parts;
  const issues: Issue[] = [];
  const statedCrs = prj && statedBy(prj);
  if (!dbf) issues.push(missing('.dbf'));
  if (statedCrs === undefined) issues.push(missing('.prj'));
  const table = dbf ? DbfTable.read(dbf, codePage(parts)) : null;
  if (dbf && !table) issues.push({ code: 'file-unreadable', severity: 'error', context: { reason: 'dbf', offset: 0 } });
  if (table?.assumedEncoding) {
    issues.push({ code: 'encoding-assumed', severity: 'warning', context: { encoding: table.assumedEncoding } });
  }
  yield { features: [], issues, ...(statedCrs !== undefined && { statedCrs }) };
  let features: SurveyFeature[] = [];
  let found: Issue[] = [];
  let index = firstIndex;
  for (const record of shapeRecords(shp, budget)) {
    if ('issue' in record) {
      found.push(record.issue.feature === undefined ? record.issue : { ...record.issue, feature: index++ });
    } else if (budget.addFeatures(1)) {
      const properties = table?.row(record.row) ?? {};
      const { geometry, hadElevation } = record;
      features.push({
        ...{ kind: 'feature', index: index++, id: null, geometry, properties },
        ...(hadElevation && { hadElevation }),
      });
    }
    if (features.length + found.length >= batchShapes) {
      yield { features, issues: found };
      features = [];
      found = [];
    }
    if (budget.spent) break;
  }
  const shapes = index - firstIndex;
  if (table && !budget.spent && table.rows > shapes) {
    // A row without its shape is an attribute of nothing; that the file was cut is the likely reason.
    found.push({ code: 'file-truncated', severity: 'error', context: { read: shapes } });
  }
  yield { features, issues: found };
}

const missing = (part: string): Issue => ({ code: 'part-missing', severity: 'warning', context: { part } });

/** The WKT of a `.prj`, or undefined when it holds anything else (servers are known to send their error page). */
function statedBy(prj: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1')
    .decode(prj.subarray(0, 8192))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trim();
  return /^(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|BOUNDCRS|COMPD_CS|LOCAL_CS)\s*\[/.test(text) ? text : undefined;
}

/** What the `.cpg` names, as `TextDecoder` knows it; undefined when there is none or it makes no sense. */
function codePage({ cpg }: ShapefileParts): string | undefined {
  if (!cpg) return undefined;
  const text = new TextDecoder('latin1').decode(cpg.subarray(0, 60)).trim();
  const label = /^(?:ansi\s*)?(\d{3,5})$/i.test(text) ? pageLabel(Number(text.replace(/\D/g, ''))) : text;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function pageLabel(page: number): string {
  if (page === 65001) return 'utf-8';
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  if (page > 88590 && page < 88600) return `iso-8859-${page - 88590}`;
  return page === 874 ? 'windows-874' : String(page);
}
