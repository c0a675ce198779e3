/** English; with it the terms of the original product stand word for word. */
import type { Locale } from '../de/index.ts';
import { WORDS } from '../../../shared/words/words.ts';
import { app } from './app.ts';
import { bulk } from './bulk.ts';
import { causes } from './causes.ts';
import { closing } from './closing.ts';
import { conflictCards } from './conflict-cards.ts';
import { desktop } from './desktop.ts';
import { details } from './details.ts';
import { firstContact } from './first-contact.ts';
import { glance } from './glance.ts';
import { handOver } from './hand-over.ts';
import { updates } from './updates.ts';
import { help } from './help.ts';
import { jobs } from './jobs.ts';
import { lamp } from './lamp.ts';
import { list } from './list.ts';
import { problems } from './problems.ts';
import { conflicts, reasons } from './reasons.ts';
import { retention } from './retention.ts';
import { support } from './support.ts';
import { stores } from './stores.ts';
import { setup } from './setup.ts';
import { taxFolder } from './tax-folder.ts';
import { views } from './views.ts';

const { cause: causeName, ...names } = WORDS.en;

export const en: Locale = {
  ...names,
  causeName,
  ...app,
  ...lamp,
  ...list,
  ...views,
  ...help,
  ...jobs,
  ...details,
  ...bulk,
  ...closing,
  ...desktop,
  ...problems,
  ...stores,
  ...setup,
  ...retention,
  ...support,
  cause: causes,
  reason: reasons,
  conflict: conflicts,
  conflictCard: conflictCards,
  firstContact,
  taxFolder,
  glance,
  handOver,
  updates,
};
