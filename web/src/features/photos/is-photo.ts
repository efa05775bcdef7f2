/** Whether a file is one that cameras make, by what the browser or its name says; its content is looked at when it is read. */
export const isPhoto = ({ type, name }: Pick<File, 'type' | 'name'>): boolean =>
  /^image\/(?!svg)/.test(type) || /\.(?:jpe?g|png|hei[cf]|webp)$/i.test(name);
