import { testActionStore } from '../../__testUtils__/actionStoreContract';
import { MemoryActionStore } from './MemoryActionStore';

testActionStore('in memory', async () => new MemoryActionStore());
