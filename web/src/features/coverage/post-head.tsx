import { useEffect, useState } from 'react';
import { readItems } from '../../api/client.ts';
import { localDay } from '../../map/build-style.ts';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { openPost } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { PeriodChoice } from './period-choice.tsx';

interface PostHeadProps {
  readonly post: string;
  readonly name: string | undefined;
  readonly comparedWith: string | undefined;
}

/** Whose coverage, of which day and of which period; another post is one choice away. */
export function PostHead({ post, name, comparedWith }: PostHeadProps) {
  const words = useCoverageMessages();
  const posts = usePosts();
  const known = posts.some(({ id }) => id === post);
  return (
    <header className="coverage-head">
      <div className="coverage-title">
        <IconButton size="small" icon="back" label={words.page.province} onClick={() => openPost(undefined)} />
        <h2>
          <select aria-label={words.page.post} value={post} onChange={(event) => openPost(event.target.value)}>
            {!known && <option value={post}>{name ?? '…'}</option>}
            {posts.map(({ id, name: own }) => (
              <option key={id} value={id}>
                {own}
              </option>
            ))}
          </select>
        </h2>
      </div>
      <CoverageTime comparedWith={comparedWith} />
    </header>
  );
}

interface CoverageTimeProps {
  /** The day changes are counted from; undefined while its figures are not known. */
  readonly comparedWith: string | undefined;
}

/** The day, which is the map's too, and the period patrols are counted in. */
export function CoverageTime({ comparedWith }: CoverageTimeProps) {
  const words = useCoverageMessages();
  const format = useFormat();
  const asOf = useStore((state) => state.asOf);
  return (
    <div className="coverage-time">
      <span>
        {words.page.asOf(format.day(asOf ?? localDay(new Date())))}
        {comparedWith && `, ${words.page.compared(format.day(comparedWith))}`}
      </span>
      <PeriodChoice />
    </div>
  );
}

const collator = new Intl.Collator('vi');

/** The posts of the register by name. */
function usePosts(): readonly { readonly id: string; readonly name: string }[] {
  const asOf = useStore((state) => state.asOf);
  const [posts, setPosts] = useState<readonly { id: string; name: string }[]>([]);
  useEffect(() => {
    const cancel = new AbortController();
    const read = async () => {
      const found: { id: string; name: string }[] = [];
      for await (const page of readItems('border-post', { signal: cancel.signal, asOf })) {
        found.push(...page.features.map(({ id, properties }) => ({ id, name: String(properties.name ?? '') })));
      }
      setPosts(found.sort((a, b) => collator.compare(a.name, b.name)));
    };
    // The list is a convenience: without it the page still shows its own post.
    read().catch(() => undefined);
    return () => cancel.abort();
  }, [asOf]);
  return posts;
}
