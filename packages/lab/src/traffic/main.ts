import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { kubeconfig: { type: 'string' }, port: { type: 'string' } },
});

createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
  response.end('\n');
}).listen(Number(values.port), '127.0.0.1');
