import { BIRTH_STATES, JOB_STATES, STATES } from '../shared/domain/states.ts';

/** docs/states.md: the states of a job and the moves between them, as the code has them. */
export function statesPage(): string {
  const status = { pending: 'Pending', synced: 'Sync successful' } as const;
  const rows = JOB_STATES.map((state) => {
    const { status: shown, picked, next, meaning } = STATES[state];
    const moves = next.length === 0 ? 'none' : next.map((name) => `\`${name}\``).join(', ');
    return `| \`${state}\` | ${status[shown]} | ${picked ? 'yes' : 'no'} | ${meaning} | ${moves} |`;
  });
  const arrows = JOB_STATES.flatMap((from) =>
    STATES[from].next.map((to) => `  ${identifier(from)} --> ${identifier(to)}`),
  );
  const names = JOB_STATES.map((state) => `  state "${state}" as ${identifier(state)}`);
  return [
    '# States of a job',
    '',
    'Generated from `shared/domain/states.ts` by `npm run docs`; a test fails when the two differ.',
    '',
    'The column *Status* shows two words, as the original page did; the state says why. *Picked* means that the engine',
    'takes the job up by itself once it is due. A new job is `waiting`, or `unclear` where RS may have it already.',
    'The table is exactly what the statements in `electron/core/db/jobs/` do: a test makes every move, and no other.',
    '',
    '| state | Status | picked | meaning | may become |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...names,
    ...BIRTH_STATES.map((state) => `  [*] --> ${identifier(state)}`),
    ...arrows,
    '```',
    '',
  ].join('\n');
}

/** Mermaid takes no hyphen in a name. */
function identifier(state: string): string {
  return state.replaceAll('-', '_');
}
