import {
  type Clearance,
  catalogue,
  groupTitles,
  type Layer,
  readableParts,
  readableWords,
  unitSymbols,
} from '@phen-dau/geodata';
import type { LayerDescription } from '../api/types.ts';

/** For tests: what `GET /api/layers` says to a reader with this clearance, made from the catalogue itself. */
export function layerDescriptions(clearance: Clearance): LayerDescription[] {
  return (catalogue as readonly Layer[])
    .filter((layer) => readableParts(layer, clearance).length > 0)
    .map((layer) => ({
      ...layer,
      groupTitle: groupTitles[layer.group],
      fields: Object.entries(layer.fields).map(
        ([key, { label, kind, unit, vocabulary, required, inTile, refersTo, range }]) => ({
          ...{ key, label, kind, required, inTile },
          ...(unit && { unit, unitSymbol: unitSymbols[unit] }),
          ...(refersTo && { refersTo }),
          ...(range && { range }),
          ...(vocabulary && {
            vocabulary: Object.fromEntries(
              readableWords({ ...layer.fields[key], vocabulary } as Layer['fields'][string], layer, clearance).map(
                (word) => [word, { label: vocabulary[word]?.label ?? label }],
              ),
            ),
          }),
        }),
      ),
      version: 1,
      count: 10,
      bounds: [106.1, 21.3, 107.4, 22.5] as const,
      mayWrite: false,
      tiles: `/tiles/${layer.id}/{z}/{x}/{y}.mvt`,
    }));
}
