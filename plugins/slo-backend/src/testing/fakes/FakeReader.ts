import type { DetailReading } from '../../domain/detailReading';
import type { InstanceReading } from '../../domain/reading';
import type { DetailQuestion, InstanceReader } from '../../service/ports';
import { NOW } from '../builders/readings';

/** Reads what a test sets, and counts how often it was asked. */
export class FakeReader implements InstanceReader {
  reads = 0;
  readonly questions: DetailQuestion[] = [];
  detailState: 'answered' | 'down' = 'answered';

  constructor(
    public reading: InstanceReading,
    readonly instance = reading.instance,
  ) {}

  async read(): Promise<InstanceReading> {
    this.reads += 1;
    return this.reading;
  }

  async readDetail(question: DetailQuestion): Promise<DetailReading> {
    this.questions.push(question);
    const { instance } = this;
    return this.detailState === 'down'
      ? { instance, at: NOW, state: 'down', reason: 'connection refused' }
      : {
          instance,
          at: NOW,
          state: 'answered',
          stepSeconds: 3600,
          ratios: [],
          bad: [],
          total: [],
          warnings: [],
        };
  }
}
