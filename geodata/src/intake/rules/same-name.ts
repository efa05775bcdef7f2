import { distanceMetres } from '../../geodesic.ts';
import type { Issue } from '../../issue.ts';
import type { LayerGeometry } from '../../validate/geometry-shape.ts';
import { duplicateMetres } from './near-duplicate.ts';
import type { SurveyRule } from './rule.ts';

/** Layers whose number, code or name tells one work from another near by; villages and roads share theirs. */
const identified: ReadonlySet<string> = new Set(['border-post', 'border-marker', 'solar-lamp']);

interface Known {
  readonly id: string;
  readonly place: readonly [number, number];
  readonly isInRegister: boolean;
}

/** A new feature with the number or code of another one that stands elsewhere near by; on the same place it is a near-duplicate. */
export const sameName: SurveyRule = {
  name: 'same-name',
  codes: ['same-name'],
  appliesTo: ({ id }) => identified.has(id),
  check(features, { layer, existing, among }) {
    const known = new Map<string, Known>();
    for (const { id, name, geometry } of existing) {
      const place = placeOf(geometry);
      if (place) known.set(folded(name), { id, place, isInRegister: true });
    }
    return features.flatMap(({ index, id, alike, geometry, properties }): Issue[] => {
      const name = properties[layer.nameField];
      const place = placeOf(geometry);
      if (typeof name !== 'string' || name.trim() === '' || !place) return [];
      const key = folded(name);
      const other = known.get(key);
      if (!other && among !== 'register') known.set(key, { id: id ?? `#${index + 1}`, place, isInRegister: false });
      if (!other || id !== undefined || alike?.includes(other.id)) return [];
      const metres = distanceMetres([...place], [...other.place]);
      if (metres < duplicateMetres(layer)) return [];
      return [
        {
          ...{ code: 'same-name', severity: 'warning', feature: index, property: layer.nameField, place: [...place] },
          context: { id: other.id, name, metres: Math.round(metres) },
          fix: other.isInRegister ? { kind: 'update-existing', id: other.id } : { kind: 'leave-out' },
        },
      ];
    });
  },
};

/** Codes are letters and figures of ASCII, which no rule of a language touches; asking one took longer than all else here. */
function folded(name: string): string {
  const text = name.trim();
  return /^[ -~]*$/.test(text) ? text.toLowerCase() : text.normalize('NFC').toLocaleLowerCase('vi');
}

function placeOf(geometry: LayerGeometry): readonly [number, number] | undefined {
  if (geometry.type !== 'Point') return undefined;
  const [longitude = 0, latitude = 0] = geometry.coordinates;
  return [longitude, latitude];
}
