export * from './answer.ts';
export { coverageOfAll } from './coverage-of-all.ts';
export { coverageOfPost } from './coverage-of-post.ts';
export { calendarDay, dayNumber } from './days.ts';
export { nearestPostsOf } from './nearest-posts-of.ts';
export { coveredLines, reachedLines, stretchesOf } from './stretches.ts';
export { waysFromPosts } from './ways-from-posts.ts';
export { withVisitDays } from './with-visit-days.ts';
export { type NamedWorks, worksOf } from './works-of.ts';
