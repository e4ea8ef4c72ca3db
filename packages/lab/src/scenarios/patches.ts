/**
 * The raw patches that the traces are about, on the status unless named otherwise. They stand here once more on purpose: the product has its own, and both must do
 * the same to a real controller.
 *
 * @public
 */
export const RAW_PATCHES = {
  promote: { status: { pauseConditions: null } },
  /** What a promote of an aborted canary sends. */
  promotePastStep: (currentStepIndex: number) => ({
    status: { pauseConditions: null, currentStepIndex },
  }),
  promoteFull: { status: { promoteFull: true } },
  abort: { status: { abort: true } },
  abortOfFullPromotion: { status: { abort: true, promoteFull: false } },
  retry: { status: { abort: false } },
  /** On the spec. */
  pause: { spec: { paused: true } },
  /** On the spec. */
  resume: { spec: { paused: false } },
} as const;
