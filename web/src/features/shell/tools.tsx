import { useMessages } from '../../messages/use-messages.ts';
import { moveCamera } from '../../state/actions.ts';
import { useNarrow } from '../../state/colour-scheme.ts';
import { useStore } from '../../state/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { toggleTool } from '../measure/sketch.ts';
import { copyLink, showHome, toggleTable, toggleTime } from './commands.ts';
import './tools.css';

/** What one does with the map, down its right edge. */
export function Tools() {
  const words = useMessages();
  const narrow = useNarrow();
  const tool = useStore((state) => state.tool);
  const timeOpen = useStore((state) => state.timeOpen);
  const tableOpen = useStore((state) => state.tableLayer !== undefined);
  const turned = useStore((state) => Math.round(state.view?.bearing ?? 0) !== 0);
  return (
    <section className="tools" aria-label={words.shell.tools}>
      <div className="sheet tool-group">
        {!narrow && (
          <>
            <IconButton
              icon="plus"
              label={words.shell.zoomIn}
              shortcut="+"
              onClick={() => moveCamera({ kind: 'zoom', by: 1 })}
            />
            <IconButton
              icon="minus"
              label={words.shell.zoomOut}
              shortcut="-"
              onClick={() => moveCamera({ kind: 'zoom', by: -1 })}
            />
          </>
        )}
        {turned && (
          <IconButton
            icon="north"
            label={words.shell.north}
            shortcut="N"
            onClick={() => moveCamera({ kind: 'north' })}
          />
        )}
        <IconButton icon="home" label={words.shell.home} shortcut="H" onClick={showHome} />
      </div>
      <div className="sheet tool-group">
        <IconButton
          icon="ruler"
          label={`${words.measure.title}: ${words.measure.line}`}
          shortcut="M"
          aria-pressed={tool === 'measure-line'}
          onClick={() => toggleTool('measure-line')}
        />
        <IconButton
          icon="area"
          label={`${words.measure.title}: ${words.measure.area}`}
          shortcut="A"
          aria-pressed={tool === 'measure-area'}
          onClick={() => toggleTool('measure-area')}
        />
        <IconButton icon="clock" label={words.time.title} shortcut="T" aria-pressed={timeOpen} onClick={toggleTime} />
        <IconButton icon="table" label={words.table.open} shortcut="B" aria-pressed={tableOpen} onClick={toggleTable} />
        <IconButton icon="link" label={words.shell.copyLink} shortcut="L" onClick={() => void copyLink()} />
      </div>
    </section>
  );
}
