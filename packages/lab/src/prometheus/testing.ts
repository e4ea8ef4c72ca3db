import { declareOrSkip } from '../testing.ts';
import {
  prometheusAvailable,
  type PrometheusAvailability,
  type PrometheusVersion,
} from './programs.ts';

/**
 * A `describe` of Jest that runs where that Prometheus is, or is skipped with the reason in its title.
 *
 * @public
 */
export function describeOnPrometheus(
  version: PrometheusVersion,
  title: string,
  suite: (found: () => PrometheusAvailability & { available: true }) => void,
): void {
  const found = prometheusAvailable(version);
  declareOrSkip(
    title,
    found.available
      ? { run: () => suite(() => found) }
      : { skip: found.reason, needs: `Prometheus ${version}` },
  );
}
