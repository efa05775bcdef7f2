/** Hands bytes to the browser as a download. */
export function saveFile(name: string, bytes: Blob): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its copy by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url));
}
