/** The contract's calls, one file per topic, each answered from the database and the engine. */
import type { Handlers } from '../../shared/contract/contract.ts';
import { appHandlers } from './app.ts';
import { bulkHandlers } from './bulk.ts';
import { causeHandlers } from './causes.ts';
import { desktopHandlers } from './desktop.ts';
import { detailsHandlers } from './details.ts';
import { jobHandlers } from './jobs.ts';
import { exportHandlers } from './export.ts';
import type { HandlerParts } from './parts.ts';
import { placeHandlers } from './places.ts';
import { problemHandlers } from './problems.ts';
import { setupHandlers } from './setup.ts';
import { supportHandlers } from './support.ts';

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
    ...causeHandlers(parts),
    ...setupHandlers(parts),
    ...supportHandlers(parts),
  };
}
