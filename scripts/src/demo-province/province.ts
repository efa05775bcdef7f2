import { bambooFeatures } from './bamboo.ts';
import { surveyBorderCountry } from './border-country.ts';
import { makeBorderLine } from './border-line.ts';
import { communeFeatures, communeLookup } from './commune-features.ts';
import { makeUnits } from './communes.ts';
import { defenceWorkFeatures, zoneFeatures } from './defence.ts';
import { facilityFeatures } from './facilities.ts';
import type { Place } from './frame.ts';
import { openGates } from './gates.ts';
import { settleInland } from './inland.ts';
import { layMarkerRoads } from './inspection-roads.ts';
import { markerFeature, setMarkers } from './markers.ts';
import { patrolLampFeatures } from './patrol-lamps.ts';
import { layPatrolRoads, wayAlongBorder } from './patrol-roads.ts';
import { projectFeatures, resettlementFeatures } from './planning.ts';
import { distance, itemAt } from './polyline.ts';
import { dividePosts, postFeature, sectorFeature } from './posts.ts';
import { branchRoadFeatures, inspectionRoadFeatures, patrolRoadFeatures } from './road-features.ts';
import { makeTerrain } from './terrain.ts';
import { trackFeatures } from './tracks.ts';
import type { DemonstrationFeature, DemonstrationProvince } from './types.ts';
import { villageLampFeatures } from './village-lamps.ts';
import {
  inlandRoadFeatures,
  settleVillages,
  villageFeatures,
  villageNames,
  villageRoadFeatures,
  withChiMa,
} from './villages.ts';

/**
 * The demonstration province of a seed: every layer, invented but exact to the publicly reported figures (tests count
 * them). The same seed gives the same province to the last decimal. Features come in an order in which references can be
 * loaded: posts, then markers, then what refers to them.
 */
export function makeDemonstrationProvince(seed = 1): DemonstrationProvince {
  const border = makeBorderLine(seed);
  const terrain = makeTerrain(seed, border.course);
  const units = makeUnits(seed, border.line);
  const country = surveyBorderCountry(border, units.province, terrain);
  const communesOf = communeLookup(units);

  const way = wayAlongBorder(seed, border, country);
  const posts = dividePosts(seed, border, way);
  const markers = setMarkers(seed, border, posts, way);
  const { along, roads, access, postPlaces } = layPatrolRoads(seed, way, country, posts);
  const markerRoads = layMarkerRoads(seed, border.line, markers, way);
  const name = villageNames(seed);
  const nearBorder = withChiMa(settleVillages(seed, posts, along, access, country, name), communesOf);
  const inStrip = [...roads.map(({ line }) => line), ...nearBorder.flatMap(({ road }) => (road ? [road] : []))];
  const { villages, roads: inlandRoads } = settleInland(
    seed,
    border.line,
    units.province,
    terrain,
    { posts, postPlaces, roads: inStrip, villages: nearBorder },
    name,
  );
  const gates = openGates(border.line, posts, way);
  const nearestPost = (place: Place) => {
    const metres = postPlaces.map((post) => distance(post, place));
    return itemAt(posts, metres.indexOf(Math.min(...metres)));
  };

  const features: DemonstrationFeature[] = [
    ...posts.map((post, index) => postFeature(seed, post, itemAt(postPlaces, index))),
    ...posts.map((post) => sectorFeature(seed, border, post)),
    ...markers.map((marker) => markerFeature(seed, marker, terrain)),
    ...communeFeatures(seed, units),
    ...patrolRoadFeatures(seed, roads),
    ...inspectionRoadFeatures(seed, markerRoads.inspection),
    ...branchRoadFeatures(seed, markerRoads.branches),
    ...villageRoadFeatures(seed, villages),
    ...inlandRoadFeatures(seed, inlandRoads),
    ...patrolLampFeatures(seed, roads),
    ...villageLampFeatures(seed, villages),
    ...villageFeatures(seed, villages, communesOf),
    ...facilityFeatures(seed, gates, units.now, villages, communesOf),
    ...bambooFeatures(seed, posts, along),
    ...projectFeatures(seed, gates, country),
    ...resettlementFeatures(seed),
    ...zoneFeatures(seed, border.line, posts, way, country),
    ...defenceWorkFeatures(seed, country, nearestPost),
    ...trackFeatures(seed, posts, along),
  ];
  return { seed, features };
}
