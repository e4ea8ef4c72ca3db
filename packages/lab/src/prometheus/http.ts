import { LabError, messageOf } from '../errors.ts';

/** Does a Prometheus answer that it is ready? */
export async function isPrometheusReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/-/ready`);
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
