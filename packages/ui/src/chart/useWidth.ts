import { useParentSize } from '@visx/responsive';

/** Where there is no layout, as in jsdom, a width is assumed. */
const ASSUMED = 480;

class NeverResizes implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** The width of an element, as it changes; 0 until it is known. */
export function useWidth() {
  const canObserve = 'ResizeObserver' in globalThis;
  const { parentRef, width } = useParentSize({
    debounceTime: 50,
    ignoreDimensions: ['height', 'top', 'left'],
    initialSize: { width: canObserve ? 0 : ASSUMED },
    resizeObserverPolyfill: canObserve ? undefined : NeverResizes,
  });
  return { ref: parentRef, width };
}
