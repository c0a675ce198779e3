/** RetailSuite: the connector and what its hosts bring. */
export {
  createConnector,
  DEFAULT_REQUEST_TIMEOUT_MS,
  type ConnectorOptions,
  type RsSettings,
} from './create-connector.ts';
export {
  MAX_BODY_BYTES,
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from './http.ts';
export type { Tokens, TokenStore } from './session.ts';
export { ENDPOINTS, type EndpointName } from './wire.ts';
