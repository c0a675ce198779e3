/** RetailSuite: the connector and what its hosts bring. */
export {
  createConnector,
  DEFAULT_REQUEST_TIMEOUT_MS,
  type RsSettings,
} from './create-connector.ts';
export { CLOCK_OFF_MS, probeAddress, problemOfFault, problemOfTokenAnswer } from './diagnose.ts';
export {
  ASSUMED_DIALECT,
  DIALECT_FILE,
  parseDialect,
  type Dialect,
  type ReadDialect,
} from './dialect.ts';
export type { Examined, Examiner } from './examine.ts';
export { proposal, type CallFinding } from './first-contact.ts';
export { createRefusingConnector } from './refusing-connector.ts';
export {
  MAX_BODY_BYTES,
  TIMED_OUT,
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from './http.ts';
export type { Tokens, TokenStore } from './session.ts';
export { requestTokens, type Grant } from './token.ts';
export { ENDPOINTS } from './wire.ts';
