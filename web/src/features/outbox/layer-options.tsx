import type { LayerDescription } from '../../api/types.ts';
import { useSay } from '../../messages/use-messages.ts';

/** Layers to choose from, under the names of their groups. */
export function LayerOptions({ layers }: { readonly layers: readonly LayerDescription[] }) {
  const say = useSay();
  const groups = [...new Map(layers.map(({ group, groupTitle }) => [group, groupTitle]))];
  return groups.map(([group, title]) => (
    <optgroup key={group} label={say(title)}>
      {layers
        .filter((layer) => layer.group === group)
        .map((layer) => (
          <option key={layer.id} value={layer.id}>
            {say(layer.title)}
          </option>
        ))}
    </optgroup>
  ));
}
