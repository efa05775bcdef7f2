import { useMessages } from '../../messages/use-messages.ts';
import { useStore } from '../../state/store.ts';
import { ScaleBar } from './scale-bar.tsx';
import './sources.css';

/** The scale, and who the base map comes from. The archive's own words are shown as text: markup in them is not trusted. */
export function Sources() {
  const words = useMessages();
  const attribution = useStore((state) => state.basemap?.attribution);
  const text = attribution?.replace(/<[^>]*>/g, '').trim();
  return (
    <div className="sources">
      {text && (
        <details>
          <summary>{words.shell.sources}</summary>
          <p className="sheet">{text}</p>
        </details>
      )}
      <ScaleBar />
    </div>
  );
}
