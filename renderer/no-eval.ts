/** Comes before every schema: compiled ones would need `eval`, which the page's policy refuses and the browser tells of. */
import { config } from 'zod';

config({ jitless: true });
