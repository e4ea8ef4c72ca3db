import Big from 'big.js';
import { formatMatchers, type Matcher } from '../matchers';
import type { Counted, Indicator } from '../objective';
import { exampleLabels, type Labels } from './exampleLabels';

/** Some minutes of even traffic; counters that are not there in the meantime are `gone`. */
export type Spell =
  | { minutes: number; good: string; bad: string }
  | { minutes: number; gone: true };

/**
 * One input series of a promtool test, one sample a minute.
 *
 * @public
 */
export type InputSeries = { series: string; values: string };

/** Turns traffic into the raw counters that an indicator reads. */
export type Exporter = {
  /** Without events of a kind its series is left out. */
  seriesOf(spells: readonly Spell[]): InputSeries[];
  /** Only the counter of all events, as if the other one were not exported. */
  totalOnly(spells: readonly Spell[]): InputSeries[];
};

type Stream = 'good' | 'bad' | 'all';

/** An exporter whose series the indicator's selectors find; undefined when none is found. */
export function exporter({
  counts,
  part,
  total,
}: Indicator): Exporter | undefined {
  if (part.kind === 'query' || total.kind === 'query') return undefined;
  const isSplit = part.metric === total.metric && part.kind === 'counter';
  const whole = nameOf(total, exampleLabels(total.matchers));
  const named = isSplit
    ? nameOf(part, exampleLabels([...total.matchers, ...part.matchers]))
    : nameOf(part, exampleLabels(part.matchers));
  const rest = isSplit
    ? nameOf(total, exampleLabels(total.matchers, part.matchers))
    : whole;
  if (!whole || !named || !rest) return undefined;
  const others = counts === 'bad' ? 'good' : 'bad';
  const streams: Array<[string, Stream]> = [
    [rest, isSplit ? others : 'all'],
    [named, counts],
  ];
  return {
    seriesOf: spells =>
      streams.flatMap(([series, stream]) => toSeries(series, stream, spells)),
    totalOnly: spells => toSeries(whole, 'all', spells),
  };
}

function nameOf(
  counted: Exclude<Counted, { kind: 'query' }>,
  labels: Labels | undefined,
): string | undefined {
  if (!labels) return undefined;
  const matchers: Matcher[] = Object.entries(labels).map(([label, value]) => ({
    label,
    operator: '=',
    value,
  }));
  if (counted.kind === 'counter') {
    return `${counted.metric}{${formatMatchers(matchers)}}`;
  }
  matchers.push({ label: 'le', operator: '=', value: counted.le });
  return `${counted.metric}_bucket{${formatMatchers(matchers)}}`;
}

function toSeries(
  series: string,
  stream: Stream,
  spells: readonly Spell[],
): InputSeries[] {
  const rates = spells.map(spell => rateOf(spell, stream));
  const hasEvents = rates.some(rate => rate?.gt(0));
  return stream === 'bad' && !hasEvents
    ? []
    : [{ series, values: valuesOf(spells, rates) }];
}

/** Events per minute; undefined while the counter is gone. */
function rateOf(spell: Spell, stream: Stream): Big | undefined {
  if ('gone' in spell) return undefined;
  const { good, bad } = spell;
  if (stream === 'all') return new Big(good).plus(bad);
  return new Big(stream === 'good' ? good : bad);
}

/** One sample a minute in promtool's notation, beginning at minute 0. */
function valuesOf(
  spells: readonly Spell[],
  rates: ReadonlyArray<Big | undefined>,
): string {
  let level = new Big(0);
  return spells
    .map(({ minutes }, index) => {
      const rate = rates[index];
      if (!rate) return `_x${minutes}`;
      const first = index === 0 ? level : level.plus(rate);
      const more = index === 0 ? minutes : minutes - 1;
      level = first.plus(rate.times(more));
      return `${first.toFixed()}+${rate.toFixed()}x${more}`;
    })
    .join(' ');
}
