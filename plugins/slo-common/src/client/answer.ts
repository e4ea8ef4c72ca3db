import { z } from 'zod/v4';
import { SloRequestError } from './SloRequestError';

const errorBody = z.looseObject({
  error: z.looseObject({
    name: z.string().min(1).max(100),
    message: z.string().max(10_000),
  }),
});

/** Reads a body as JSON, whatever its content type says. */
export async function readJson(
  response: Response,
  path: string,
): Promise<unknown> {
  const text = await response.text().catch(cause => {
    throw new SloRequestError(
      `The answer of the slo backend to ${path} broke off.`,
      { kind: 'unreachable', path, status: response.status, cause },
    );
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new SloRequestError(
      `${whatItWas(text)} came instead of JSON for ${path} (status ${
        response.status
      }). A proxy or a sign-in page may stand between this page and the slo backend.`,
      { kind: 'not-json', path, status: response.status },
    );
  }
}

/** Makes the error of an answer that is not ok. */
export async function readError(
  response: Response,
  path: string,
): Promise<SloRequestError> {
  const { status } = response;
  const body = await readJson(response, path).catch(
    (error: SloRequestError) => error,
  );
  if (body instanceof SloRequestError) {
    return body;
  }
  const parsed = errorBody.safeParse(body);
  const kind = status < 500 ? 'refused' : 'failed';
  if (!parsed.success) {
    return new SloRequestError(
      `The slo backend answered ${path} with status ${status} and gave no reason.`,
      { kind, path, status },
    );
  }
  const { name, message } = parsed.data.error;
  return new SloRequestError(
    message || `The slo backend answered ${path} with status ${status}.`,
    { kind, path, status, name },
  );
}

function whatItWas(text: string): string {
  if (text.trim() === '') {
    return 'Nothing';
  }
  return text.trimStart().startsWith('<') ? 'An HTML page' : 'Plain text';
}
