import { testActionStore } from '../contracts/actionStore';
import { MemoryActionStore } from './MemoryActionStore';

testActionStore('in memory', async () => new MemoryActionStore());
