/** jsdom lays nothing out; the list of rows asks how tall its window is. */
export function pretendHeight(px: number): () => void {
  const before = Object.getOwnPropertyDescriptor(
    HTMLElement.prototype,
    'offsetHeight',
  );
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
    configurable: true,
    get: () => px,
  });
  return () => {
    if (before) {
      Object.defineProperty(HTMLElement.prototype, 'offsetHeight', before);
    }
  };
}
