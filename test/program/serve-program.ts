import { buildIfNeeded } from '../../scripts/build-if-needed.ts';

/** The program as it is served: what is built may be older than what is tested. */
export default buildIfNeeded;
