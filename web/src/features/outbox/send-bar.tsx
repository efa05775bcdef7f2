import { useRef, useState } from 'react';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button } from '../../ui/button.tsx';
import { PasteBox } from './paste-box.tsx';
import { takeFiles } from './take-files.ts';

/** What a file chooser offers first; the server looks at the content, not at the name. */
const endings =
  '.gpx,.geojson,.json,.geojsonl,.ndjson,.kml,.kmz,.zip,.shp,.dbf,.prj,.cpg,.shx,.fgb,.csv,.tsv,.txt,.jpg,.jpeg,.png';

/** Ways to hand in a file, for those who do not drop it. */
export function SendBar() {
  const words = useSurveysMessages();
  const input = useRef<HTMLInputElement>(null);
  const [isPasting, setPasting] = useState(false);
  return (
    <section className="send-bar" aria-label={words.send.title}>
      <div className="send-buttons">
        <Button look="strong" icon="upload" onClick={() => input.current?.click()}>
          {words.send.title}
        </Button>
        <Button look="quiet" icon="table" aria-expanded={isPasting} onClick={() => setPasting(!isPasting)}>
          {words.send.paste}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={endings}
        aria-label={words.send.title}
        onChange={(event) => {
          void takeFiles([...(event.target.files ?? [])]);
          // The same file chosen again is a choice too.
          event.target.value = '';
        }}
      />
      {isPasting && <PasteBox onDone={() => setPasting(false)} />}
    </section>
  );
}
