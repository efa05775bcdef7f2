/** Bounds on what is hashed; 64 at least must be allowed (ASVS 6.2.9). In characters after NFC. */
export const passwordLength = { minimum: 12, maximum: 256 } as const;
