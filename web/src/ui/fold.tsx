import type { DetailsHTMLAttributes, ReactNode } from 'react';
import './fold.css';

interface FoldProps extends DetailsHTMLAttributes<HTMLDetailsElement> {
  /** What stands there while the rest is folded away. */
  readonly summary: ReactNode;
}

/** What most need not see, folded away until somebody wants it. */
export const Fold = ({ summary, className, children, ...rest }: FoldProps) => (
  <details className={className ? `fold ${className}` : 'fold'} {...rest}>
    <summary>{summary}</summary>
    {children}
  </details>
);
