import { openFakeWorld, openHttpWorld } from './__testUtils__/fakeWorld';
import { describeIndexContract } from './__testUtils__/indexContract';
import { describeWriterContract } from './__testUtils__/writerContract';

describeIndexContract('a fake cluster', openFakeWorld);
describeWriterContract('a fake cluster', openFakeWorld);
describeIndexContract('a fake cluster behind HTTP', openHttpWorld);
describeWriterContract('a fake cluster behind HTTP', openHttpWorld);
