import { useStore } from '../../state/store.ts';
import { PostPage } from './post/post-page.tsx';
import { ProvincePage } from './province/province-page.tsx';
import './coverage.css';
import './lists.css';
import './method/method.css';
import './province/province.css';

/** The work place "Độ phủ": the page of a post, or of all of them. */
export function CoveragePanel() {
  const post = useStore(({ coverage }) => coverage.post);
  return post === undefined ? <ProvincePage /> : <PostPage key={post} post={post} />;
}
