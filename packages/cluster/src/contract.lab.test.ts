import { labAvailable, startLab, stopLab } from '@greenlight/lab';
import type { Lab } from '@greenlight/lab';
import { describeIndexContract } from './__testUtils__/indexContract';
import { openLabWorld } from './__testUtils__/labWorld';
import { describeWriterContract } from './__testUtils__/writerContract';

const found = labAvailable();

if (found.available) {
  describe('on a lab of its own', () => {
    let lab: Lab;
    beforeAll(async () => {
      // Not the lab of the test run: this one's API server is stopped.
      lab = await startLab({
        name: `cluster-contract-${process.pid}`,
        controllers: false,
      });
    }, 120_000);
    afterAll(async () => {
      if (lab) await stopLab(lab);
    }, 60_000);

    describeIndexContract('a real API server', () => openLabWorld(lab));
    describeWriterContract('a real API server', () => openLabWorld(lab));
  });
} else {
  describe.skip(`on a real API server (skipped: ${found.reason})`, () => {
    it('needs the lab', () => undefined);
  });
}
