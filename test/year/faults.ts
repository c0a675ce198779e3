/** All faults, one a row. */
import type { Fault } from './fault.ts';
import { RS_FAULTS } from './rs-faults.ts';
import { TILL_FAULTS } from './till-faults.ts';

export const FAULTS: readonly Fault[] = [...RS_FAULTS, ...TILL_FAULTS];
