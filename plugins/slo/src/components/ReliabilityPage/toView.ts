import type { ServiceRow } from '@greenlight/backstage-plugin-slo-common';
import {
  aboutDuration,
  formatFactor,
  oneLine,
  parseTime,
} from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { attainedWords, leftWords, statusWords } from '../../view/words';
import { formatTarget } from '../ReliabilityCard/toView';

/** A row of the page. */
export type RowView = {
  key: string;
  entityRef: string;
  service: string;
  owner: string;
  tone: Tone;
  word: string;
  because: string;
  objective: string;
  /** For example `of 3`, where the service has more than this objective. */
  more: string;
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
  if (worst.remaining !== undefined && worst.remaining <= 0) return 'gone';
  const at = parseTime(worst.exhaustedAt);
  return at === undefined ? '' : `in ${aboutDuration(Math.max(0, at - now))}`;
}

/** What a row shows. */
export function rowView(row: ServiceRow, now: number): RowView {
  const { worst, status } = row;
  const known = worst.remaining !== undefined;
  return {
    key: `${row.entityRef}@${row.environment}`,
    entityRef: row.entityRef,
    service: oneLine(row.title),
    owner: shortRef(row.owner),
    ...statusWords[status],
    because: oneLine(row.because),
    objective: oneLine(worst.name),
    more: row.objectives > 1 ? `worst of ${row.objectives}` : '',
    target: formatTarget(worst.targetPercent),
    attained: known ? attainedWords(worst.attained, worst.targetPercent) : '',
    left: known ? leftWords(worst.remaining) : '',
    burn: worst.burn === undefined ? '' : formatFactor(worst.burn),
    exhaustion: known ? exhaustionOf(row, now) : '',
  };
}
