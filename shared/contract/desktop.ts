/** Calls about the desktop around the window: the tray, the start with the system, notifications. */
import { z } from 'zod';

export const desktopStateSchema = z.object({
  /** `browser`: the window is a page of a browser, the program goes on without it anyway. */
  kind: z.enum(['desktop', 'browser']),
  /** This system shows a sign of the program beside its clock. */
  tray: z.boolean(),
  /** Closing the window leaves the program running in the tray. */
  keepInTray: z.boolean(),
  /** Starts with the system; null: cannot be set here. */
  autostart: z.boolean().nullable(),
});
export type DesktopState = z.infer<typeof desktopStateSchema>;

export const desktopCalls = {
  'desktop.state': { args: z.tuple([]), reply: desktopStateSchema },
  'desktop.set': {
    args: z.tuple([
      z.strictObject({ keepInTray: z.boolean().optional(), autostart: z.boolean().optional() }),
    ]),
    reply: desktopStateSchema,
  },
  /** Ends the program in order and starts it anew; a browser's window cannot, which answers `false`. */
  'desktop.restart': { args: z.tuple([]), reply: z.object({ restarting: z.boolean() }) },
  /** Shows a notification of the system; answers when the person clicked it or it went away. */
  'desktop.notify': {
    args: z.tuple([z.strictObject({ title: z.string().max(200), body: z.string().max(1_000) })]),
    reply: z.object({ outcome: z.enum(['clicked', 'closed', 'unavailable']) }),
  },
} as const;
