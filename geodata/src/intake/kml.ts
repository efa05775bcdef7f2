import type { Issue } from '../issue.ts';
import { say } from '../text.ts';
import { addTimes, rootOf } from './gpx.ts';
import { KmlGeometryBuilder } from './kml-geometry.ts';
import { type Properties, setProperty } from './properties.ts';
import type { ReadBudget } from './read-budget.ts';
import type { SurveyFeature, SurveyReader } from './survey-reader.ts';
import { readXml, type XmlHandler } from './xml-reader.ts';

/** KML 2.0 to 2.3 with Google's tracks: placemarks are features, their extended data attributes. WGS 84 by definition. */
export const kml: SurveyReader = {
  name: 'kml',
  title: say('KML', 'KML'),
  extensions: ['.kml'],
  detect(head) {
    const root = rootOf(head);
    return root === 'kml' || root === 'document' || root === 'placemark' || root === 'folder';
  },
  async *read(bytes, { budget }) {
    yield { features: [], issues: [], statedCrs: 'EPSG:4326' };
    yield* readXml(bytes, budget, new KmlHandler(budget));
  },
};

/** Elements that show something we do not read; each is counted and reported, never passed over in silence. */
const notRead = new Set(['NetworkLink', 'GroundOverlay', 'ScreenOverlay', 'PhotoOverlay', 'Model', 'Tour']);
const texts = new Set(['name', 'description', 'address', 'phoneNumber', 'snippet', 'Snippet']);

class KmlHandler implements XmlHandler {
  readonly #budget: ReadBudget;
  readonly #path: string[] = [];
  readonly #folders: (string | null)[] = [];
  readonly #passedOver = new Map<string, number>();
  #features: SurveyFeature[] = [];
  #issues: Issue[] = [];
  #index = 0;
  #placemark: { properties: Properties; id: string | null; geometry: KmlGeometryBuilder } | null = null;
  /** The name of the extended datum being read. */
  #datum = '';

  constructor(budget: ReadBudget) {
    this.#budget = budget;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'Placemark') {
      this.#finishPlacemark();
      const geometry = new KmlGeometryBuilder(this.#budget);
      this.#placemark = { properties: {}, id: attributes.id ?? null, geometry };
    } else if (name === 'Folder' || name === 'Document') this.#folders.push(null);
    else if (notRead.has(name)) this.#passedOver.set(name, (this.#passedOver.get(name) ?? 0) + 1);
    else if (name === 'Data' || name === 'SimpleData') this.#datum = attributes.name ?? '';
    else if (this.#placemark) this.#placemark.geometry.open(name, attributes);
    this.#path.push(name);
  }

  close(name: string, text: string, line: number): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (name === 'Folder' || name === 'Document') this.#folders.pop();
    if (!this.#placemark) {
      if (name === 'name' && (parent === 'Folder' || parent === 'Document')) this.#folders.splice(-1, 1, text.trim());
      return;
    }
    const { properties, geometry } = this.#placemark;
    if (name === 'Placemark') this.#finishPlacemark(line);
    else if (parent === 'Placemark' && texts.has(name)) addText(properties, name, text);
    else if (name === 'value' && parent === 'Data') addText(properties, this.#datum, text);
    else if (name === 'SimpleData') addText(properties, this.#datum, text);
    else if (parent === 'TimeStamp' || parent === 'TimeSpan') addText(properties, name, text);
    else geometry.close(name, text, parent);
  }

  finish(): void {
    this.#finishPlacemark();
    for (const [what, count] of this.#passedOver) {
      this.#issues.push({ code: 'part-not-read', severity: 'warning', context: { what, count } });
    }
    this.#passedOver.clear();
  }

  take(): { features: SurveyFeature[]; issues: Issue[] } {
    const taken = { features: this.#features, issues: this.#issues };
    this.#features = [];
    this.#issues = [];
    return taken;
  }

  #finishPlacemark(line = 0): void {
    if (!this.#placemark) return;
    const { properties, id, geometry: builder } = this.#placemark;
    this.#placemark = null;
    const index = this.#index++;
    const { geometry, fixes, kind, badPoints, singleParts, hadElevation } = builder.build();
    if (badPoints > 0) {
      const severity = geometry ? 'warning' : 'error';
      this.#issues.push({ code: 'fixes-unreadable', severity, feature: index, context: { count: badPoints, line } });
    }
    if (!geometry) {
      // A placemark with an address or a heading only is common; nothing of the survey is lost with it.
      if (badPoints === 0) this.#issues.push({ code: 'geometry-missing', severity: 'warning', feature: index });
      this.#budget.addIssues(1);
      return;
    }
    if (singleParts > 0) {
      this.#issues.push({
        code: 'track-parts-single',
        severity: 'warning',
        feature: index,
        context: { count: singleParts },
      });
    }
    if (fixes) addTimes(properties, fixes);
    const folder = this.#folders.filter((name) => name).join(' / ');
    if (folder !== '') setProperty(properties, 'folder', folder);
    if (!this.#budget.addFeatures(1)) return;
    this.#features.push({
      ...{ kind, index, id, geometry, properties },
      ...(fixes && { fixes }),
      ...(hadElevation && { hadElevation }),
    });
  }
}

function addText(properties: Properties, name: string, text: string): void {
  if (text.trim() !== '') setProperty(properties, name, text.trim());
}
