/** The contract's calls, one file per topic, each answered from the database and the engine. */
import type { Handlers } from '../../shared/contract/contract.ts';
import { appHandlers } from './status/handlers.ts';
import { bulkHandlers } from './bulk/handlers.ts';
import { attentionHandlers } from './attention/handlers.ts';
import { desktopHandlers } from './desktop/handlers.ts';
import { detailsHandlers } from './details/handlers.ts';
import { jobHandlers } from './list/handlers.ts';
import { exportHandlers } from './list/export-handlers.ts';
import type { HandlerParts } from './handler-parts.ts';
import { placeHandlers } from './accounts/handlers.ts';
import { problemHandlers } from './attention/problem-handlers.ts';
import { setupHandlers } from './setup/handlers.ts';
import { supportHandlers } from './support/handlers.ts';

export function createHandlers(parts: HandlerParts): Handlers {
  return {
    ...appHandlers(parts),
    ...jobHandlers(parts),
    ...bulkHandlers(parts),
    ...exportHandlers(parts),
    ...detailsHandlers(parts),
    ...desktopHandlers(parts),
    ...problemHandlers(parts),
    ...placeHandlers(parts),
    ...attentionHandlers(parts),
    ...setupHandlers(parts),
    ...supportHandlers(parts),
  };
}
