import { describeOnPrometheus } from '@greenlight/lab';
import { describePrometheusContract } from './__testUtils__/contract';
import { openRealWorld } from './__testUtils__/realWorld';

describe.each(['3', '2'] as const)('on Prometheus %s', version => {
  describeOnPrometheus(version, "of the suite's own", () => {
    describePrometheusContract(`Prometheus ${version}`, () =>
      openRealWorld(version),
    );
  });
});
