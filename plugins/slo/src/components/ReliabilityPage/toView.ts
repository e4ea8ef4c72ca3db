import type { ServiceRow } from '@greenlight/backstage-plugin-slo-common';
import {
  aboutDuration,
  formatFactor,
  formatPercent,
  oneLine,
  parseTime,
} from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import {
  attainedWords,
  leftWords,
  statusWords,
  windowWords,
  YOUNG_BELOW,
} from '../../view/words';
import { formatTarget } from '../ReliabilityCard/toView';

/** A row of the page. */
export type RowView = {
  key: string;
  entityRef: string;
  /** Where the tab shows the same environment: the query of its address. */
  search: string;
  service: string;
  owner: string;
  tone: Tone;
  word: string;
  because: string;
  objective: string;
  /** Why it is unknown, or how much of it and of the others is seen. */
  note: string;
  target: string;
  attained: string;
  left: string;
  burn: string;
  exhaustion: string;
};

/** The name of an entity ref, for people: without what is usual. */
export function shortRef(ref: string | undefined): string {
  return (ref ?? '').replace(/^[^:]*:/, '').replace(/^default\//, '');
}

function exhaustionOf({ worst }: ServiceRow, now: number): string {
  if (worst.remaining !== undefined && worst.remaining <= 0) return 'already';
  const at = parseTime(worst.exhaustedAt);
  return at === undefined ? '' : `in ${aboutDuration(Math.max(0, at - now))}`;
}

/** For example `worst of 3 · 7 % of 30 days seen`. */
function seenWords({ objectives, worst }: ServiceRow): string {
  const { coverage = 1, windowText } = worst;
  const seen = `${formatPercent(coverage * 100)} of ${windowWords(
    windowText,
  )} seen`;
  return [
    ...(objectives > 1 ? [`worst of ${objectives}`] : []),
    ...(coverage < YOUNG_BELOW ? [seen] : []),
  ].join(' · ');
}

/** What a row shows. */
export function rowView(row: ServiceRow, now: number): RowView {
  const { worst, status } = row;
  const known = worst.remaining !== undefined;
  return {
    key: `${row.entityRef}@${row.environment}`,
    entityRef: row.entityRef,
    search: `?${new URLSearchParams({ environment: row.environment })}`,
    service: oneLine(row.title),
    owner: shortRef(row.owner),
    ...statusWords[status],
    because: oneLine(row.because),
    objective: oneLine(worst.name),
    note: known ? seenWords(row) : oneLine(row.because),
    target: formatTarget(worst.targetPercent),
    attained: known ? attainedWords(worst.attained, worst.targetPercent) : '',
    left: known ? leftWords(worst.remaining) : '',
    burn: worst.burn === undefined ? '' : formatFactor(worst.burn),
    exhaustion: known ? exhaustionOf(row, now) : '',
  };
}
