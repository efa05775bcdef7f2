import { useEffect, useState } from 'react';

/** Names a coordinate system as `VN-2000 107°15′, EPSG:9215`; by its code alone until the names have come. */
export function useSystemName(crs: string | null): string | undefined {
  const [name, setName] = useState<string>();
  useEffect(() => {
    let wanted = true;
    setName(undefined);
    if (crs === null) return;
    import('./system-name.ts').then(
      ({ nameOfSystem }) => wanted && setName(nameOfSystem(crs)),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [crs]);
  if (crs === null) return undefined;
  return name && name !== crs ? `${name}, ${crs}` : crs;
}
