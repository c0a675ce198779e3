/** The screens that the list does not need, in one file of their own that is fetched later; see `fetch-screens.ts`. */
import { Attention } from './features/attention/Attention.tsx';
import { Clearing } from './features/closing/Clearing.tsx';
import { Closing } from './features/closing/Closing.tsx';
import { ClosingPage } from './features/closing/ClosingPage.tsx';
import { GoHome } from './features/closing/GoHome.tsx';
import { JobDetails } from './features/details/JobDetails.tsx';
import { Problems } from './features/attention/Problems.tsx';
import { Settings } from './features/settings/Settings.tsx';
import { Stores } from './features/stores/Stores.tsx';
import { Support } from './features/support/Support.tsx';
import type { Route } from './router.ts';

export { Setup } from './features/setup/Setup.tsx';

export function OtherScreen({ route }: { readonly route: Exclude<Route, { name: 'jobs' }> }) {
  switch (route.name) {
    case 'job':
      return <JobDetails id={route.id} />;
    case 'problems':
      return <Problems />;
    case 'support':
      return <Support job={route.job} />;
    case 'stores':
      return <Stores />;
    case 'attention':
      return <Attention />;
    case 'settings':
      return <Settings />;
    case 'closing':
      return route.at !== undefined && route.closing !== undefined ? (
        <ClosingPage day={route.at} closing={route.closing} />
      ) : (
        <Closing at={route.at} />
      );
    case 'clearing':
      return <Clearing at={route.at} />;
    case 'go-home':
      return <GoHome />;
  }
}
