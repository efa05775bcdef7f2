import {
  type Layer,
  type ProvinceZone,
  readableParts,
  type Sensitivity,
  type SurveyState,
  vietNam,
  zonesOfProvince,
} from '@phen-dau/geodata';
import { readerFor, type SignedIn } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { namesForJob } from '../import/names.ts';
import { databaseSystem } from '../queries/coordinate-systems.ts';
import { invalidAreas, provinceBounds, standingStates, standingVersions } from '../queries/imports.ts';
import { earlierWalks } from '../queries/survey-walks.ts';
import { type EarlierThan, markerPlaces, type SurveyScope } from '../queries/surveys.ts';
import type { SurveyInstructions } from './instructions.ts';
import { knownNearby, placesAround } from './known-nearby.ts';
import { ProvinceOutline } from './province-outline.ts';
import type { FileJob } from './reading-job.ts';
import type { ReadingAnswers, ReadingRoom } from './reading-room.ts';
import type { SurveyReading } from './survey-reading.ts';

/** Where surveys are received and read. */
export interface Desk {
  readonly database: Database;
  readonly room: ReadingRoom;
  readonly homeZones: readonly ProvinceZone[];
  readonly outline: ProvinceOutline;
}

export const deskOf = (database: Database, room: ReadingRoom, province: string): Desk => ({
  ...{ database, room, homeZones: zonesOfProvince(province), outline: new ProvinceOutline() },
});

/** Who acts, and from where. */
export interface Author {
  readonly caller: SignedIn;
  readonly from: string;
}

export const ownScope = ({ accountId }: SignedIn): SurveyScope => ({ accountId, all: false });

export const stateOf = (reading: SurveyReading): SurveyState =>
  reading.errors > 0 || reading.accepted === 0 ? 'has-issues' : 'received';

/** As protected as the most protected feature its author could put into it. */
export const sensitivityOf = (layer: Layer, { clearance }: SignedIn): Sensitivity =>
  readableParts(layer, clearance).at(-1)?.sensitivity ?? 'restricted';

interface FileToRead {
  /** Of its survey. */
  readonly id: string;
  readonly fileName: string;
  readonly layer: Layer;
  readonly instructions: SurveyInstructions;
}

/** What the reading thread is given with a file. */
export async function jobFor(
  transaction: Transaction,
  { homeZones }: Desk,
  { clearance }: SignedIn,
  { id, fileName, layer, instructions }: FileToRead,
): Promise<FileJob> {
  return {
    ...{ surveyId: id, fileName, layer: layer.id as FileJob['layer'], clearance, instructions, homeZones },
    bounds: (await provinceBounds(transaction)) ?? vietNam,
    knownPoints: await markerPlaces(transaction, clearance),
    names: await namesForJob(transaction, layer, clearance),
  };
}

/** What it may ask meanwhile: the author sees the register through it as they see it themselves. */
export function answersFor(
  { database, outline }: Desk,
  { caller, from }: Author,
  layer: Layer,
  earlier: EarlierThan,
): ReadingAnswers {
  const { clearance } = caller;
  const read = <T>(work: (transaction: Transaction) => Promise<T>) => database.read(readerFor(caller, { from }), work);
  return {
    standingVersions: (ids) => read((transaction) => standingVersions(transaction, layer, clearance, ids)),
    standingStates: (ids) => read((transaction) => standingStates(transaction, layer, clearance, ids)),
    knownNearby: (boxes) => read((transaction) => knownNearby(transaction, { layer, clearance, outline }, boxes)),
    placesAround: (boxes) => read((transaction) => placesAround(transaction, { clearance, outline }, boxes)),
    databaseSystem: (code, places) => read((transaction) => databaseSystem(transaction, code, places)),
    earlierWalks: (walks) => read((transaction) => earlierWalks(transaction, earlier, walks)),
    areaFaults: (geometries) => read((transaction) => invalidAreas(transaction, geometries)),
  };
}
