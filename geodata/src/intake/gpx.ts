import type { Issue } from '../issue.ts';
import { say } from '../text.ts';
import { type Properties, setProperty } from './properties.ts';
import type { ReadBudget } from './read-budget.ts';
import { sourceText, xmlDeclaredEncoding } from './source-text.ts';
import type { SurveyFeature, SurveyReader } from './survey-reader.ts';
import { momentOf, numberOf, TrackPartBuilder, trackGeometry } from './track-builder.ts';
import { readXml, type XmlHandler } from './xml-reader.ts';

/** GPX 1.0 and 1.1: waypoints are points, routes and tracks lines; a track's segments stay apart. WGS 84 by definition. */
export const gpx: SurveyReader = {
  name: 'gpx',
  title: say('GPX', 'GPX'),
  extensions: ['.gpx'],
  detect: (head) => rootOf(head) === 'gpx',
  async *read(bytes, { budget }) {
    yield { features: [], issues: [], statedCrs: 'EPSG:4326' };
    yield* readXml(bytes, budget, new GpxHandler(budget));
  },
};

/** The name of the first element of an XML text, or undefined. */
export function rootOf(head: Uint8Array): string | undefined {
  const { value = '' } = sourceText(head.subarray(0, 4096), xmlDeclaredEncoding(head)).pieces().next();
  const text = String(value).replace(/<!--[\s\S]*?-->/g, ' ');
  // A document type names the root, and may hold anything before it.
  const declared = /^\uFEFF?\s*(?:<\?[^>]*>\s*)?<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)/i.exec(text)?.[1];
  if (declared !== undefined) return declared.toLowerCase();
  return /^\uFEFF?\s*(?:<[?!][^>]*>\s*)*<(?:[\w.-]+:)?([\w.-]+)/.exec(text)?.[1]?.toLowerCase();
}

/** Metres of radius for each unit of horizontal dilution: the usual error of a hand-held receiver. */
const metresPerDilution = 5;

/** What a point says beside its place. `hdop` and its like are kept as accuracy. */
const pointTexts = new Set(['name', 'cmt', 'desc', 'src', 'sym', 'type']);
const accuracyNames = new Set(['accuracy', 'hacc', 'horizontal_accuracy', 'horizontalAccuracy', 'eph']);

const notePath = 'gpx/extensions/note';
const mostOfNote = 300;

class GpxHandler implements XmlHandler {
  readonly #budget: ReadBudget;
  readonly #path: string[] = [];
  #features: SurveyFeature[] = [];
  #issues: Issue[] = [];
  #index = 0;
  // The point being read.
  #inPoint = false;
  #x = Number.NaN;
  #y = Number.NaN;
  #time = Number.NaN;
  #timeText = '';
  #elevation = Number.NaN;
  #accuracy = Number.NaN;
  #pointProperties: Properties = {};
  // The track or route being read.
  #line: 'track' | 'route' | null = null;
  #lineProperties: Properties = {};
  #parts: TrackPartBuilder[] = [];
  #badPoints = 0;
  #firstBadLine = 0;
  // What was noted at a place that is no feature: our own recorder writes it beside the track.
  #notePlace: readonly [number, number] | undefined;

  constructor(budget: ReadBudget) {
    this.#budget = budget;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#path.push(name);
    if (name === 'trkpt' || name === 'rtept' || name === 'wpt') {
      this.#inPoint = true;
      this.#x = numberOf(attributes.lon);
      this.#y = numberOf(attributes.lat);
      this.#time = Number.NaN;
      this.#elevation = Number.NaN;
      this.#accuracy = Number.NaN;
      this.#pointProperties = {};
    } else if (name === 'trk' || name === 'rte') {
      this.#finishLine();
      this.#line = name === 'trk' ? 'track' : 'route';
      if (name === 'rte') this.#parts.push(new TrackPartBuilder());
    } else if (name === 'note' && this.#path.join('/') === notePath) {
      this.#notePlace = [numberOf(attributes.lon), numberOf(attributes.lat)];
    } else if (name === 'trkseg') this.#parts.push(new TrackPartBuilder());
    else if (name === 'link' && this.#path.length > 2 && attributes.href !== undefined) {
      setProperty(this.#inPoint ? this.#pointProperties : this.#lineProperties, 'link', attributes.href);
    }
  }

  close(name: string, text: string, line: number): void {
    this.#path.pop();
    if (this.#inPoint) this.#closeInPoint(name, text, line);
    else if (name === 'trk' || name === 'rte') this.#finishLine();
    else if (this.#line) this.#closeInLine(name, text);
    else if (this.#notePlace) this.#finishNote(this.#notePlace, text, line);
  }

  finish(): void {
    this.#finishLine();
  }

  take(): { features: SurveyFeature[]; issues: Issue[] } {
    const taken = { features: this.#features, issues: this.#issues };
    this.#features = [];
    this.#issues = [];
    return taken;
  }

  #closeInPoint(name: string, text: string, line: number): void {
    switch (name) {
      case 'time':
        this.#time = momentOf(text);
        this.#timeText = text;
        break;
      case 'ele':
        this.#elevation = numberOf(text);
        break;
      case 'hdop':
        if (Number.isNaN(this.#accuracy)) this.#accuracy = numberOf(text) * metresPerDilution;
        break;
      case 'wpt':
        this.#inPoint = false;
        this.#finishWaypoint(line);
        break;
      case 'trkpt':
      case 'rtept':
        this.#inPoint = false;
        this.#finishFix(line);
        break;
      default:
        if (accuracyNames.has(name)) this.#accuracy = numberOf(text);
        else if (this.#path.at(-1) === 'wpt' && pointTexts.has(name) && text.trim() !== '') {
          setProperty(this.#pointProperties, name, text.trim());
        } else if (this.#path.includes('extensions') && this.#path.includes('wpt') && text.trim() !== '') {
          setProperty(this.#pointProperties, name, text.trim());
        }
    }
  }

  #closeInLine(name: string, text: string): void {
    const value = text.trim();
    if (value === '') return;
    const parent = this.#path.at(-1);
    const direct = parent === 'trk' || parent === 'rte';
    if (direct || this.#path.includes('extensions')) setProperty(this.#lineProperties, name, value);
  }

  #finishFix(line: number): void {
    if (!isPlace(this.#x, this.#y)) {
      if (this.#badPoints++ === 0) this.#firstBadLine = line;
      return;
    }
    let part = this.#parts.at(-1);
    if (!part) {
      part = new TrackPartBuilder();
      this.#parts.push(part);
    }
    if (!this.#budget.addVertices(1)) return;
    part.add(this.#x, this.#y, this.#time, this.#elevation, this.#accuracy);
  }

  /** A finding and no feature: it has a place and is read by whoever reviews, and keeps nothing out. */
  #finishNote(place: readonly [number, number], text: string, line: number): void {
    const note = text.trim().slice(0, mostOfNote);
    this.#notePlace = undefined;
    if (note === '') return;
    const isOnEarth = Math.abs(place[0]) <= 180 && Math.abs(place[1]) <= 90;
    this.#issues.push({
      ...{ code: 'place-noted', severity: 'warning', context: { note, line } },
      ...(isOnEarth && { place }),
    });
    this.#budget.addIssues(1);
  }

  #finishWaypoint(line: number): void {
    const properties = this.#pointProperties;
    if (!Number.isNaN(this.#time)) setProperty(properties, 'time', isoMomentOf(this.#timeText, this.#time));
    if (!Number.isNaN(this.#elevation)) setProperty(properties, 'ele', this.#elevation);
    if (!Number.isNaN(this.#accuracy)) setProperty(properties, 'accuracy', this.#accuracy);
    const geometry = { type: 'Point', coordinates: [this.#x, this.#y] };
    if (!isPlace(this.#x, this.#y)) {
      const issue: Issue = { code: 'fixes-unreadable', severity: 'error', context: { count: 1, line } };
      this.#issues.push({ ...issue, feature: this.#index++ });
      this.#budget.addIssues(1);
    } else if (this.#budget.addFeatures(1) && this.#budget.addVertices(1)) {
      this.#features.push({ kind: 'waypoint', index: this.#index++, id: null, geometry, properties });
    }
  }

  #finishLine(): void {
    const kind = this.#line;
    if (kind === null) return;
    const made = trackGeometry(this.#parts);
    const properties = this.#lineProperties;
    const bad = { count: this.#badPoints, line: this.#firstBadLine };
    const feature = this.#index++;
    this.#line = null;
    this.#lineProperties = {};
    this.#parts = [];
    this.#badPoints = 0;
    if (bad.count > 0) {
      this.#issues.push({ code: 'fixes-unreadable', severity: made ? 'warning' : 'error', feature, context: bad });
    }
    if (!made) {
      if (bad.count === 0) this.#issues.push({ code: 'geometry-missing', severity: 'warning', feature });
      return;
    }
    if (made.single > 0) {
      this.#issues.push({ code: 'track-parts-single', severity: 'warning', feature, context: { count: made.single } });
    }
    this.#budget.addFeatures(1);
    const { geometry, fixes } = made;
    addTimes(properties, fixes);
    this.#features.push({ kind, index: feature, id: null, geometry, properties, fixes });
  }
}

/** The first and last moment of a track, under the names the layer of tracks has. */
export function addTimes(properties: Properties, fixes: readonly { readonly times: Float64Array }[]): void {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { times } of fixes) {
    for (const time of times) {
      if (time < first) first = time;
      if (time > last) last = time;
    }
  }
  if (first > last) return;
  setProperty(properties, 'started_at', isoMoment(first));
  setProperty(properties, 'ended_at', isoMoment(last));
}

/** What nearly every device writes; making it anew from the number was a fifth of the time of a file of waypoints. The last
 * days of a month are looked at more closely: not every month has them. */
const plainMoment = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

function isoMomentOf(text: string, moment: number): string | null {
  if (!plainMoment.test(text)) return isoMoment(moment);
  return text.length === 24 ? text : `${text.slice(0, 19)}.000Z`;
}

/** Beyond year 9999 (`Date` goes to 275760) no column takes a moment. */
function isoMoment(milliseconds: number): string | null {
  return Math.abs(milliseconds) < 253_402_300_800_000 ? new Date(milliseconds).toISOString() : null;
}

const isPlace = (x: number, y: number) => Number.isFinite(x) && Number.isFinite(y);
