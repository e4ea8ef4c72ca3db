import { LabError, messageOf } from '../errors.ts';

/** Does a Prometheus answer that it is ready? */
export function isPrometheusReady(url: string): Promise<boolean> {
  return answersWell(`${url}/-/ready`);
}

/** Is a request answered with a status of success, and soon? Another program on the port may never answer. */
export async function answersWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

/** Lets a Prometheus read its configuration and its rules again; fails with its own words. */
export async function reloadPrometheus(url: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${url}/-/reload`, { method: 'POST' });
  } catch (error) {
    throw new LabError(
      `Prometheus at ${url} does not answer (${messageOf(error)}).`,
      { cause: error },
    );
  }
  const said = await response.text();
  if (response.ok) return;
  throw new LabError(`Prometheus refused its configuration: ${said.trim()}`);
}
