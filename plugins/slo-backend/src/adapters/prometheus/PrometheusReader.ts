import type { Answer, Prometheus, Sample } from '@greenlight/prometheus';
import { neededQueries, snapshotQueries } from '../../domain/queries';
import type { SnapshotQuery } from '../../domain/queries';
import type { InstanceReading } from '../../domain/reading';
import type { DetailReading } from '../../domain/detailReading';
import type { DetailQuestion, InstanceReader } from '../../service/ports';
import { Absences } from './Absences';
import { readDetail } from './readDetail';
import { readForeign } from './readForeign';
import { reasonOf } from './reasonOf';

type Samples = Record<SnapshotQuery, Sample[]>;

const names = Object.keys(snapshotQueries) as SnapshotQuery[];

function emptySamples(): Samples {
  return Object.fromEntries(names.map(name => [name, []])) as never;
}

/** Reads the recorded series of one Prometheus with the same queries each time. */
export class PrometheusReader implements InstanceReader {
  readonly instance: string;
  readonly #absences: Absences;

  constructor(
    private readonly prometheus: Prometheus,
    private readonly clock: () => Date,
    private readonly replicaLabels: readonly string[],
  ) {
    this.instance = prometheus.name;
    this.#absences = new Absences(prometheus);
  }

  async read(signal: AbortSignal): Promise<InstanceReading> {
    const now = this.clock();
    const at = now.getTime();
    const { instance } = this;
    try {
      const { samples, warnings, failed, foreign } = await this.#ask(signal);
      const absent = await this.#absences.explain({ samples, now, signal });
      return {
        instance,
        at,
        state: 'answered',
        samples,
        warnings,
        failed: [...failed, ...absent.failed],
        lastSeen: absent.lastSeen,
        failingRules: absent.failingRules,
        ...(foreign && { foreign: foreign.samples }),
      };
    } catch (error) {
      return { instance, at, state: 'down', reason: reasonOf(error) };
    }
  }

  readDetail(
    question: DetailQuestion,
    signal: AbortSignal,
  ): Promise<DetailReading> {
    const { prometheus, replicaLabels } = this;
    const now = this.clock();
    return readDetail({ prometheus, question, replicaLabels, now, signal });
  }

  /** All queries at once; when a needed one fails, the others are not waited for. */
  async #ask(signal: AbortSignal) {
    const samples = emptySamples();
    const warnings: string[] = [];
    const failed: string[] = [];
    const enough = new AbortController();
    const either = AbortSignal.any([signal, enough.signal]);
    const keep = (name: SnapshotQuery, answer: Answer<Sample[]>) => {
      samples[name] = answer.value;
      warnings.push(...answer.warnings);
    };
    const ask = async (name: SnapshotQuery) => {
      const query = snapshotQueries[name];
      try {
        keep(name, await this.prometheus.query({ query, signal: either }));
      } catch (error) {
        if (neededQueries.includes(name)) throw error;
        failed.push(reasonOf(error));
      }
    };
    try {
      const [foreign] = await Promise.all([
        readForeign(this.prometheus, either),
        ...names.map(ask),
      ]);
      const said = new Set([...warnings, ...(foreign?.warnings ?? [])]);
      return { samples, warnings: [...said], failed, foreign };
    } catch (error) {
      enough.abort();
      throw error;
    }
  }
}
