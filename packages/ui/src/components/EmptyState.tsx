import type { ReactNode } from 'react';
import { CopySnippet } from './CopySnippet';
import { useLook } from './look';

/** Says what is missing and gives what to add. @public */
export function EmptyState(props: {
  title: string;
  description?: ReactNode;
  /** A text to copy, for example an annotation. */
  snippet?: { text: string; label: string };
  children?: ReactNode;
}) {
  const look = useLook();
  return (
    <div data-testid="empty-state">
      <div className={`${look.text} ${look.strong}`}>{props.title}</div>
      {props.description && (
        <div className={`${look.text} ${look.muted}`}>{props.description}</div>
      )}
      {props.snippet && <CopySnippet {...props.snippet} />}
      {props.children}
    </div>
  );
}
