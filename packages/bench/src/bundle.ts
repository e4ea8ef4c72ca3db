/** What the frontend plugins add to a portal's bundle, beside what it has anyway. */
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { judge } from './aims.ts';

/** A portal on Backstage has these, whatever its plugins are; zod too, whole: its frontend API imports it. */
const OF_EVERY_PORTAL = [
  'zod',
  'react',
  'react-dom',
  'react-router',
  'react-router-dom',
  '@backstage/*',
  '@material-ui/*',
];
const AIM_KB = 150;

const plugins = {
  delivery: '@greenlight/backstage-plugin-delivery',
  slo: '@greenlight/backstage-plugin-slo',
};

/** Kilobytes, compressed, of all chunks of these plugins together. */
async function compressedKb(
  names: readonly string[],
  external: readonly string[],
): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: names
        .map((name, at) => `export * as plugin${at} from '${name}';`)
        .join('\n'),
      resolveDir: fileURLToPath(new URL('../../app', import.meta.url)),
    },
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    format: 'esm',
    outdir: 'bundle',
    jsx: 'automatic',
    loader: { '.json': 'json' },
    define: { 'process.env.NODE_ENV': '"production"' },
    external: [...external],
    logLevel: 'error',
  });
  const bytes = outputFiles.map(({ contents }) => gzipSync(contents).length);
  return bytes.reduce((sum, each) => sum + each, 0) / 1024;
}

async function main(): Promise<boolean> {
  const both = Object.values(plugins);
  const alone = await Promise.all(
    both.map(name => compressedKb([name], OF_EVERY_PORTAL)),
  );
  const together = await compressedKb(both, OF_EVERY_PORTAL);
  const withZod = await compressedKb(
    both,
    OF_EVERY_PORTAL.filter(name => name !== 'zod'),
  );
  Object.keys(plugins).forEach((name, at) =>
    console.log(`${name} alone: ${(alone[at] ?? 0).toFixed(1)} KB compressed`),
  );
  console.log(
    `both, if the portal did not bring zod: ${withZod.toFixed(
      1,
    )} KB compressed`,
  );
  return judge(
    [
      {
        what: 'bundle of both plugins, compressed',
        figure: together,
        atMost: AIM_KB,
        unit: 'KB',
      },
    ],
    console.log,
  );
}

process.exitCode = (await main()) ? 0 : 1;
