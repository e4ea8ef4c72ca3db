import { burnPairs, readWindow } from '@greenlight/backstage-plugin-slo-common';
import { burnWindows } from '@greenlight/openslo';

describe('burn pairs of the page', () => {
  it.each(['1d', '1d12h', '7d', '10d', '28d', '30d', '31d', '90d', '365d'])(
    'are those whose ratios the rules record, over %s',
    text => {
      const read = readWindow(text);
      if (!read.ok) throw new Error(read.sentence);
      const shown = burnPairs(read.window).map(
        ({ severity, long, short, factor }) => ({
          severity,
          long,
          short,
          factor,
        }),
      );
      expect(shown).toEqual(
        burnWindows(read.window).map(({ severity, long, short, factor }) => ({
          severity,
          long: long.text,
          short: short.text,
          factor: Number(factor),
        })),
      );
    },
  );
});
