/** Hours of random actions while the API server and the controller die at random. */
import { soakActions } from './actions.ts';
import { runSoak } from './main.ts';

await runSoak(soakActions);
