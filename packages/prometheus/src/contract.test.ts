import { describePrometheusContract } from './__testUtils__/contract';
import { openFakeWorld } from './__testUtils__/fakeWorld';

describePrometheusContract('a fake Prometheus', openFakeWorld);
