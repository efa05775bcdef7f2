import {
  describedLayer,
  type Issue,
  issueText,
  type PreviewSystem,
  previewSurvey,
  type SurveyContent,
  type SurveyFormat,
  surveyColumns,
  unitedBounds,
} from '@phen-dau/geodata';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import type { Bounds, LayerDescription } from '../../../api/types.ts';
import { type Mapping, mappingShape } from '../../surveys/mapping-shape.ts';
import { type DrawnShape, drawnShapes } from './drawn-shapes.ts';
import { momentsOf } from './moments-of.ts';

/** What a file is judged by before it is sent. */
export interface KnownHere {
  /** What the file is for; undefined while nobody has said. */
  readonly layer: LayerDescription | undefined;
  /** How this account has joined columns of files for the layer, by their shapes. */
  readonly mappings: Readonly<Record<string, Mapping>>;
  readonly province: Bounds;
  /** What the map may go to; a feature on the other side of the world is for the list of findings to say. */
  readonly home: Bounds;
  readonly language: 'vi' | 'en';
  /** The local day, `2025-07-01`. */
  readonly today: string;
}

/** What was understood of a file on the device that holds it. */
export interface FilePreview {
  readonly format: SurveyFormat | null;
  /** Features of the file by kind of shape. */
  readonly kinds: Readonly<Record<'points' | 'lines' | 'areas', number>>;
  readonly read: number;
  /** Features that no error keeps out; null while no layer or no place is known. */
  readonly usable: number | null;
  readonly system: PreviewSystem;
  /** First and last moment that the file tells, ISO; null where it tells none. */
  readonly moments: readonly [first: string, last: string] | null;
  readonly columns: readonly string[];
  /** Columns were joined with attributes as the last time. */
  readonly isJoined: boolean;
  readonly issues: readonly SurveyIssue[];
  readonly issueCount: number;
  readonly errors: number;
  /** What can be drawn of it, as far as there is room, and how many features that would be in all. */
  readonly drawn: readonly DrawnShape[];
  readonly drawable: number;
  /** Of all that lies near the province; null where nothing does. */
  readonly bounds: Bounds | null;
}

/** Judges and describes what was read. */
export function filePreview(content: SurveyContent, known: KnownHere): FilePreview {
  const { layer, mappings, province, home, language, today } = known;
  const columns = surveyColumns(content);
  const mapping = layer && mappings[mappingShape({ layer: layer.id, columns })];
  const judged = layer && describedLayer(layer);
  const { system, placed, read, usable, issues, issueCounts, errors } = previewSurvey(content, {
    ...{ layer: judged, bounds: province, today },
    ...mapping,
  });
  const nameColumn = layer && (mapping?.map[layer.nameField] ?? layer.nameField);
  const { shapes, drawable, boxes } = drawnShapes(placed ?? [], {
    isHeld: (index) => usable?.has(index) === false,
    nameOf: (properties) => (nameColumn === undefined ? undefined : properties[nameColumn]),
    nameField: layer?.nameField,
  });
  const near = boxes.filter((box) => box[0] >= home[0] && box[1] >= home[1] && box[2] <= home[2] && box[3] <= home[3]);
  const told = (issue: Issue & { key: string }) => ({
    ...issue,
    ...{ message: issueText(issue, language, judged), ignored: null },
  });
  return {
    ...{ format: content.format, kinds: kindsOf(content), read, usable: usable?.size ?? null, system },
    ...{ moments: momentsOf(content.features), columns, isJoined: mapping !== undefined },
    issues: issues.map(told),
    issueCount: Object.values(issueCounts).reduce((sum, count) => sum + count, 0),
    ...{ errors, drawn: shapes, drawable, bounds: near.length > 0 ? unitedBounds(near) : null },
  };
}

const kindOf: Readonly<Record<string, keyof FilePreview['kinds']>> = {
  ...{ Point: 'points', MultiPoint: 'points', LineString: 'lines', MultiLineString: 'lines' },
  ...{ Polygon: 'areas', MultiPolygon: 'areas' },
};

function kindsOf({ features }: SurveyContent): FilePreview['kinds'] {
  const kinds = { points: 0, lines: 0, areas: 0 };
  for (const { geometry } of features) {
    const kind = kindOf[String((geometry as { type?: unknown } | null)?.type)];
    if (kind) kinds[kind] += 1;
  }
  return kinds;
}
