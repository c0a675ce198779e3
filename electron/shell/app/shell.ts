/**
 * The program beside its window: the sign in the tray, notifications, and what closing the window means.
 *
 * The sentence is that of the window's title, so that tray, title and tab can never say different things; the page
 * lives on while its window is hidden.
 */
import fs from 'node:fs';
import path from 'node:path';
import { app, dialog, Menu, nativeImage, Notification, Tray } from 'electron';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { DesktopShell } from '../../topics/desktop/desktop-shell.ts';
import type { Autostart } from './autostart.ts';
import { LAMP_PICTURES, type LampColour } from './lamp-pictures.ts';
import { hasTray } from './tray-support.ts';

const LABELS = {
  open: ['Öffnen', 'Open'],
  send: ['Jetzt senden', 'Send now'],
  goHome: ['Vor dem Feierabend …', 'Before going home …'],
  quit: ['Beenden', 'Quit'],
  staysTitle: ['Venduo POS läuft weiter', 'Venduo POS keeps running'],
  staysText: [
    'Belege werden weiter gesendet. Sie finden das Programm neben der Uhr; dort können Sie es auch beenden.',
    'Receipts are still being sent. You find the program beside the clock; there you can quit it, too.',
  ],
} as const;

/** Characters at which Windows cuts tooltips off. */
const MAX_TOOLTIP_LENGTH = 127;

const storedSchema = z.object({ keepInTray: z.boolean(), wasTold: z.boolean() });
type Stored = z.infer<typeof storedSchema>;

export interface ShellActions {
  show(): void;
  send(): void;
  /** Shows what is to be done before the PC is switched off. */
  goHome(): void;
  quit(): void;
  /** Quits, and starts anew. */
  restart(): void;
  language(): 'de' | 'en';
}

export interface AppShell extends DesktopShell {
  /** Puts the sign into the tray, where the system has one. */
  start(actions: ShellActions): Promise<void>;
  /** The lamp's sentence, as the window's title has it. */
  say(sentence: string): void;
  light(colour: LampColour): void;
  /** Closing the window hides it. */
  staysOpen(): boolean;
  /** The window was hidden; the first time a notification says where the program went. */
  wasHidden(): void;
  end(): void;
}

export function createShell(options: {
  readonly dataFolder: string;
  readonly autostart: Autostart | undefined;
}): AppShell {
  const file = path.join(options.dataFolder, 'desktop.json');
  let actions: ShellActions | undefined;
  let tray: Tray | undefined;
  let colour: LampColour = 'red';
  let sentence = 'Venduo POS';
  let shown = '';
  // Held, because a notification that is collected no longer hears its click.
  const notifications = new Set<Notification>();

  function stored(): Stored {
    try {
      return storedSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    } catch {
      return { keepInTray: true, wasTold: false };
    }
  }

  function store(change: Partial<Stored>): void {
    writeFileAtomic.sync(file, JSON.stringify({ ...stored(), ...change }));
  }

  const label = (name: keyof typeof LABELS) => LABELS[name][actions?.language() === 'en' ? 1 : 0];

  function draw(): void {
    if (!tray || !actions) return;
    const now = `${colour} ${actions.language()} ${sentence}`;
    if (now === shown) return;
    shown = now;
    const { show, send, goHome, quit } = actions;
    tray.setImage(icon(colour));
    tray.setToolTip(sentence.slice(0, MAX_TOOLTIP_LENGTH));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: sentence, enabled: false },
        { type: 'separator' },
        { label: label('open'), click: show },
        { label: label('send'), click: send },
        { label: label('goHome'), click: goHome },
        { type: 'separator' },
        { label: label('quit'), click: quit },
      ]),
    );
  }

  function state() {
    const { keepInTray } = stored();
    return {
      kind: 'desktop' as const,
      tray: tray !== undefined,
      keepInTray: tray !== undefined && keepInTray,
      autostart: options.autostart?.isOn() ?? null,
    };
  }

  function notify(message: { readonly title: string; readonly body: string }) {
    if (!Notification.isSupported()) return Promise.resolve('unavailable' as const);
    return new Promise<'clicked' | 'closed' | 'unavailable'>((resolve) => {
      const notification = new Notification(message);
      notifications.add(notification);
      const done = (outcome: 'clicked' | 'closed' | 'unavailable') => {
        notifications.delete(notification);
        resolve(outcome);
      };
      notification.on('click', () => {
        actions?.show();
        done('clicked');
      });
      notification.on('close', () => done('closed'));
      notification.on('failed', () => done('unavailable'));
      notification.show();
    });
  }

  return {
    state,
    set(change) {
      if (change.keepInTray !== undefined) store({ keepInTray: change.keepInTray });
      if (change.autostart !== undefined) options.autostart?.set(change.autostart);
      return state();
    },
    restart() {
      if (!actions) return false;
      actions.restart();
      return true;
    },
    notify,
    async saveFile(name, bytes) {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: path.join(app.getPath('downloads'), name),
      });
      if (canceled || !filePath) return null;
      await fs.promises.writeFile(filePath, bytes);
      return filePath;
    },
    async start(given) {
      actions = given;
      if (!(await hasTray())) return;
      try {
        tray = new Tray(icon(colour));
      } catch {
        // A system that says it has a tray and has none: as if it had said so.
        return;
      }
      tray.on('click', given.show);
      draw();
    },
    say(text) {
      sentence = text;
      draw();
    },
    light(now) {
      colour = now;
      draw();
    },
    staysOpen: () => state().keepInTray,
    wasHidden() {
      if (stored().wasTold) return;
      store({ wasTold: true });
      void notify({ title: label('staysTitle'), body: label('staysText') });
    },
    end() {
      for (const notification of notifications) notification.close();
      tray?.destroy();
      tray = undefined;
    },
  };
}

function icon(colour: LampColour) {
  const image = nativeImage.createEmpty();
  for (const picture of LAMP_PICTURES[colour]) image.addRepresentation(picture);
  return image;
}
