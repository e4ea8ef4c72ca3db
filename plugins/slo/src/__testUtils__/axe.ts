import axe from 'axe-core';

// jsdom draws nothing; axe asks for a canvas to look for icons made of letters.
HTMLCanvasElement.prototype.getContext = () => null;

/** What axe finds, as sentences; contrast needs a real browser. */
export async function axeFindings(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`,
  );
}
