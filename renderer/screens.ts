/** Every screen but the list: a script of its own (`later-screens.ts`). */
export { About } from './features/support/About.tsx';
export { Attention } from './features/attention/Attention.tsx';
export { Clearing } from './features/closing/Clearing.tsx';
export { Closing } from './features/closing/Closing.tsx';
export { ClosingPage } from './features/closing/ClosingPage.tsx';
export { GoHome } from './features/closing/GoHome.tsx';
export { MonthGlance } from './features/glance/MonthGlance.tsx';
export { JobDetails } from './features/details/JobDetails.tsx';
export { Settings } from './features/settings/Settings.tsx';
export { Setup } from './features/setup/Setup.tsx';
export { Stores } from './features/stores/Stores.tsx';
export { Support } from './features/support/Support.tsx';
