import { readInfo } from '../info';
import type { Info } from '../info';
import type { Labels, Sample } from '../sample';
import type { ForeignRecord } from './records';

const DAY = 86_400;

/** What all places say alike. */
function agreed({ values }: ForeignRecord, name: string): number | undefined {
  const said = new Set(values.get(name)?.values());
  return said.size === 1 ? [...said][0] : undefined;
}

function windowOf(record: ForeignRecord): string {
  const days = agreed(record, 'slo:time_period:days');
  const seconds = agreed(record, 'pyrra_window');
  if (days !== undefined) return `${days}d`;
  if (seconds === undefined) return '';
  return seconds % DAY === 0 ? `${seconds / DAY}d` : `${seconds}s`;
}

/** 0.999 as 99.9: what was written as decimals, without what binary adds. */
function percentOf(ratio: number): string {
  return String(Number((ratio * 100).toPrecision(12)));
}

/** The labels that our own rules would have put on `slo:info`. */
function asOurs(record: ForeignRecord, { labels, value }: Sample): Labels {
  const { source, id } = record;
  const sloth = source === 'sloth';
  const own = {
    slo_id: `${source}/${id}`,
    entity_ref: labels.entity_ref ?? '',
    environment: labels.environment ?? '',
    objective: sloth ? labels.sloth_objective ?? '' : percentOf(value),
    window: windowOf(record),
    weighting: sloth ? 'time' : 'events',
  };
  const service = sloth ? labels.sloth_service : undefined;
  return {
    ...own,
    slo_name: (sloth && labels.sloth_slo) || id,
    ...(service && { slo_service: service }),
    ...(labels.team && { team: labels.team }),
  };
}

/** How its own series describe an objective of others; undefined where it names no entity. */
export function describeForeign(
  record: ForeignRecord,
): (Info & { contradicted?: boolean }) | undefined {
  const described = record.info.map(sample => asOurs(record, sample));
  const [first] = described;
  const info = first && readInfo(first, record.instance);
  if (!info) return undefined;
  const contradicted = new Set(described.map(one => JSON.stringify(one)));
  if (!info.ok) return info;
  return {
    ...info,
    objective: { ...info.objective, source: record.source },
    ...(contradicted.size > 1 && { contradicted: true }),
  };
}
