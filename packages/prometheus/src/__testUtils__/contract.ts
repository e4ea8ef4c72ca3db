import { describeFaults } from './contract/faults';
import { describeQueries } from './contract/queries';
import { describeRules } from './contract/rules';
import { describeSeries } from './contract/series';
import type { ContractWorld } from './world';

/** What every Prometheus must do, be it real or in memory. */
export function describePrometheusContract(
  name: string,
  open: () => Promise<ContractWorld>,
): void {
  describe(`the contract of ${name}`, () => {
    let opened: ContractWorld | undefined;
    const world = () => {
      if (!opened) throw new Error('The world is not open yet.');
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    }, 60_000);
    afterAll(() => opened?.close());

    describeQueries(world);
    describeSeries(world);
    describeRules(world);
    describeFaults(world);
  });
}
