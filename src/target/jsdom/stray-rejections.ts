/** Stops listening. */
type Stop = () => void;

/**
 * Tells of promises that the SDK rejected and nobody caught. Node says so at the end of a turn, not at the instant of the
 * rejection. While somebody listens, such a rejection does not end the process.
 */
export function listenForStrayRejections(onRejection: (reason: unknown) => void): Stop {
  const listener = (reason: unknown): void => onRejection(reason);
  process.on('unhandledRejection', listener);
  return () => {
    process.off('unhandledRejection', listener);
  };
}
