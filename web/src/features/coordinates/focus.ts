export const coordinateFieldId = 'coordinate-field';

/** Opens the coordinate box for typing. */
export function focusCoordinates(): void {
  document.querySelector<HTMLButtonElement>('[data-coordinate-entry]')?.click();
  document.getElementById(coordinateFieldId)?.focus();
}
