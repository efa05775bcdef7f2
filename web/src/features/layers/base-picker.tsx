import { useMessages } from '../../messages/use-messages.ts';
import { type Base, setState, useStore } from '../../state/store.ts';
import { Choice } from '../../ui/choice.tsx';

/** What lies under the layers. */
export function BasePicker() {
  const words = useMessages();
  const base = useStore((state) => state.base);
  const hasBasemap = useStore((state) => state.basemap !== undefined);
  if (!hasBasemap) return null;
  const options: { value: Base; text: string }[] = [
    { value: 'map', text: words.map.baseMap },
    { value: 'plain', text: words.map.basePlain },
  ];
  return (
    <div className="base-picker">
      <Choice label={words.map.base} options={options} value={base} onChange={(value) => setState({ base: value })} />
    </div>
  );
}
