/** jsdom lays nothing out; the list of rows asks how tall its window is. */
export function pretendHeight(px: number): () => void {
  const spy = jest
    .spyOn(Element.prototype, 'clientHeight', 'get')
    .mockReturnValue(px);
  return () => spy.mockRestore();
}
