import { labAvailable, startLab, stopLab } from '@greenlight/lab';
import type { Lab } from '@greenlight/lab';
import { describeIndexContract } from './__testUtils__/indexContract';
import { openLabWorld } from './__testUtils__/labWorld';
import { describeWriterContract } from './__testUtils__/writerContract';

const found = labAvailable();
const describeHere = found.available ? describe : describe.skip;
const skipped = found.available ? '' : ` (skipped: ${found.reason})`;

describeHere(`on a lab of its own${skipped}`, () => {
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
