import type { Messages } from '../../messages/messages.ts';
import { useMessages } from '../../messages/use-messages.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { closeDialog } from '../shell/open-dialog.ts';
import './shortcuts-dialog.css';

type Line = readonly [keys: readonly string[], words: string];
interface Part {
  readonly title: string;
  readonly lines: readonly Line[];
}

function parts({ shortcuts: words }: Messages): readonly Part[] {
  return [
    {
      title: words.everywhere,
      lines: [
        [['/', 'Ctrl K'], words.search],
        [['?'], words.open],
        [['['], words.panel],
        [['B'], words.table],
        [['T'], words.time],
        [['C'], words.coordinates],
        [['L'], words.link],
        [['Esc'], words.close],
      ],
    },
    {
      title: words.onMap,
      lines: [
        [['+', '−'], words.zoom],
        [['←', '↑', '→', '↓'], words.pan],
        [['H'], words.home],
        [['N'], words.north],
        [['M'], words.measureLine],
        [['A'], words.measureArea],
      ],
    },
    {
      title: words.measuring,
      lines: [
        [['Space'], words.placePoint],
        [['Enter'], words.finish],
        [['Backspace'], words.removeLast],
        [['Esc'], words.close],
      ],
    },
    {
      title: words.inTable,
      lines: [
        [['↑', '↓'], words.rows],
        [['Space'], words.selectRow],
        [['Enter'], words.openRow],
      ],
    },
    {
      title: words.inReview,
      lines: [
        [['J'], words.nextWaiting],
        [['K'], words.previousWaiting],
      ],
    },
  ];
}

/** Every key there is. */
export function ShortcutsDialog() {
  const words = useMessages();
  return (
    <Dialog title={words.shortcuts.title} onClose={closeDialog}>
      <div className="dialog-body shortcuts">
        {parts(words).map((part) => (
          <section key={part.title}>
            <h3>{part.title}</h3>
            <dl>
              {part.lines.map(([keys, text]) => (
                <div key={text}>
                  <dt>{text}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
