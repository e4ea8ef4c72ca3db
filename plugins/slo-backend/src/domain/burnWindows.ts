import {
  burnOf,
  burnOfRatio,
  readWindow,
  unknownBurn,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  Burn,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';
import type { DetailReading } from './detailReading';
import { isSame, placeName, whereOf } from './identity';
import { sumSince } from './tileSums';
import type { Past } from './past';
import type { Sample } from './sample';

/** Newest error ratios of an objective, by burn window and place. */
function ratiosOf(
  { objective }: ObjectiveSummary,
  readings: ReadonlyMap<string, DetailReading>,
): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const name of objective.instances) {
    const reading = readings.get(name);
    const samples = reading?.state === 'answered' ? reading.ratios : [];
    for (const sample of samples.filter(one => isSame(one.labels, objective))) {
      keep(found, sample);
    }
  }
  return found;
}

function keep(
  found: Map<string, Map<string, number>>,
  { labels, value }: Sample,
) {
  const window = labels.slo_window ?? '';
  if (window === '') return;
  const places = found.get(window) ?? new Map<string, number>();
  found.set(window, places);
  const place = placeName(whereOf(labels, []).place);
  // Instances that recorded the same differ in their last minute; the first stands.
  if (!places.has(place)) places.set(place, value);
}

/** Ratios of several places cannot be added; the events of whole spans can. */
function fromTiles(
  { objective }: ObjectiveSummary,
  window: string,
  past: Past,
): Burn {
  const { target } = objective;
  const read = readWindow(window);
  const seconds = read.ok ? read.window.seconds : NaN;
  if (past.state === 'unknown') return unknownBurn(window, past.reason);
  const { tiles, stepSeconds } = past;
  if (!(seconds % stepSeconds === 0)) {
    return unknownBurn(window, {
      code: 'noSeries',
      sentence: `it is recorded at several places, and their ratios over ${window} cannot be added`,
    });
  }
  const newest = tiles.at(-1)?.at ?? 0;
  return burnOf({
    target,
    window,
    ...sumSince(tiles, newest - seconds * 1000),
  });
}

/** Burn rates over all windows that are recorded, those of the card first. */
export function burnsByWindow(
  summary: ObjectiveSummary,
  readings: ReadonlyMap<string, DetailReading>,
  past: Past,
): Burn[] {
  const { objective, burns, budget } = summary;
  if (budget.state === 'unknown') return burns;
  const known = new Map(burns.map(burn => [burn.window, burn]));
  for (const [window, places] of ratiosOf(summary, readings)) {
    if (known.has(window)) continue;
    const [errorRatio] = places.values();
    known.set(
      window,
      places.size > 1
        ? fromTiles(summary, window, past)
        : burnOfRatio({ target: objective.target, window, errorRatio }),
    );
  }
  return [...known.values()];
}

/** The burn rate over one window, or why it is not known. */
export function burnOver(
  { budget }: ObjectiveSummary,
  burns: readonly Burn[],
  window: string,
): Burn {
  const found = burns.find(burn => burn.window === window);
  if (found) return found;
  return unknownBurn(
    window,
    budget.state === 'unknown'
      ? budget.reason
      : {
          code: 'noTraffic',
          sentence: `no error ratio over ${window} is recorded`,
        },
  );
}
