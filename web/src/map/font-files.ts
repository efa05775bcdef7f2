import latin from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latinStrong from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import vietnamese from '@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff2?url';
import vietnameseStrong from '@fontsource/noto-sans/files/noto-sans-vietnamese-600-normal.woff2?url';
import type { FontFiles } from './fonts.ts';

/** Where the bundler has put the faces. Apart from `fonts.ts`, so that a style can be built where there is no bundler. */
export const fontFiles: FontFiles = {
  plain: { latin, vietnamese },
  strong: { latin: latinStrong, vietnamese: vietnameseStrong },
};
