/** RetailSuite: the connector and what its hosts bring. */
export {
  createConnector,
  DEFAULT_REQUEST_TIMEOUT_MS,
  type ConnectorOptions,
  type RsSettings,
} from './create-connector.ts';
export {
  CLOCK_OFF_MS,
  probeAddress,
  problemOfFault,
  problemOfTokenAnswer,
  type Probed,
} from './diagnose.ts';
export {
  MAX_BODY_BYTES,
  TIMED_OUT,
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from './http.ts';
export type { Tokens, TokenStore } from './session.ts';
export { requestTokens, type Grant, type TokenAnswer, type TokenRequest } from './token.ts';
export { ENDPOINTS, type EndpointName } from './wire.ts';
