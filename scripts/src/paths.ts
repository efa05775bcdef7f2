import { fileURLToPath } from 'node:url';

/** The project's folder, absolute, with a trailing slash. */
export const projectDirectory = fileURLToPath(new URL('../../', import.meta.url));

/** Where things that can be made again are kept between runs; never in git. */
export const cacheDirectory = `${projectDirectory}.cache/`;

/** An absolute path inside the project. */
export const inProject = (path: string): string => projectDirectory + path;
