import { Fault } from '../../src/core/fault.js';

/** The code of the Fault that is thrown; what else is thrown or returned as it is. */
export function codeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof Fault ? error.findings[0]?.code : error;
  }
}
