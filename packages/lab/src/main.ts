import { buildPrograms } from './build/build.ts';
buildPrograms(l => console.log(l)).catch(e => { console.error(e); process.exitCode = 1; });
