/** Hours of storms of changes while the API server dies at random. */
import { runSoak } from './main.ts';
import { soakWatch } from './watch.ts';

await runSoak(soakWatch);
