import { useEffect, useRef } from 'react';

const id = 'greenlight-announcements';

function region(): HTMLElement {
  const existing = document.getElementById(id);
  if (existing) return existing;
  const made = document.createElement('div');
  made.id = id;
  made.setAttribute('role', 'status');
  made.setAttribute('aria-live', 'polite');
  Object.assign(made.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  document.body.appendChild(made);
  return made;
}

/** Says something once, politely, to those who listen to the page. @public */
export function announce(text: string): void {
  const place = region();
  // An open dialog hides everything beside it, and what is hidden is not read.
  place.removeAttribute('aria-hidden');
  // The same words twice in a row must be a change, or they are not read.
  place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}

/** Announces a text whenever it changes, and not when the page opens. @public */
export function useAnnounceChange(text: string | undefined): void {
  const last = useRef<string | undefined>();
  const heard = useRef(false);
  useEffect(() => {
    if (heard.current && text !== undefined && text !== last.current) {
      announce(text);
    }
    if (text !== undefined) {
      heard.current = true;
      last.current = text;
    }
  }, [text]);
}
