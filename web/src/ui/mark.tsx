/** The product's mark: a bamboo hedge, four culms with their nodes, bound by one woven band. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg className="mark" viewBox="0 0 32 32" width={size} height={size} fill="currentColor" aria-hidden="true">
      <path d="M4 9h4v6.200H4zM4 16.300h4V22H4zM4 23.100h4V29H4zM10.700 5h4v7h-4zM10.700 13.100h4v6.300h-4zM10.700 20.500h4V29h-4zM17.300 8h4v5.600h-4zM17.300 14.700h4V21h-4zM17.300 22.100h4V29h-4zM24 4h4v6.500h-4zM24 11.600h4v6.800h-4zM24 19.500h4V29h-4z" />
      <path d="M14.700 5.200c.3-2.400 1.700-3.900 4.300-4.400.1 2.600-1.300 4.200-4.300 4.400zM8 9c-.2-2.200-1.400-3.500-3.700-4C4.300 7.300 5.500 8.700 8 9z" />
      <path className="mark-band" d="M1.500 21.600 30.500 14.800v2.700L1.500 24.300z" />
    </svg>
  );
}
