/** The connector for questions that can wait: RS said when it wants to be asked again, and is left alone until then. */
import type { Engine } from '../../core/engine/face.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import type { Connection } from './connection.ts';

/** @returns undefined while RS throttles, or while there is no connection */
export function unthrottledConnector(
  connection: Pick<Connection, 'connector'>,
  engine: Pick<Engine, 'state'>,
): RsConnector | undefined {
  return engine.state().pause?.cause === 'throttled' ? undefined : connection.connector();
}
