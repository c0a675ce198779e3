/** A shutdown waits for what is being sent, says why, and for nothing else. */
import { beforeEach, expect, it, vi } from 'vitest';
import { createSessionEnd } from '../../../electron/shell/app/session-end.ts';

let isSending: boolean;
let did: string[];
let end: ReturnType<typeof createSessionEnd>;
const question = () => ({ preventDefault: vi.fn() });

beforeEach(() => {
  isSending = false;
  did = [];
  end = createSessionEnd({
    isSending: () => isSending,
    showReason: () => did.push('reason'),
    quit: () => did.push('quit'),
    log: () => undefined,
  });
});

it('Windows goes on at once while nothing is out', () => {
  const asked = question();
  end.asked(asked, ['shutdown']);
  expect(asked.preventDefault).not.toHaveBeenCalled();
  expect(did).toEqual([]);
});

it('Windows waits while a posting is out, sees why, and the program ends', () => {
  isSending = true;
  const asked = question();
  end.asked(asked, ['logoff']);
  expect(asked.preventDefault).toHaveBeenCalledOnce();
  expect(did).toEqual(['reason', 'quit']);
  expect(end.isHeld()).toBe(true);
});

it('asked again while it ends, Windows still waits, and it ends once', () => {
  isSending = true;
  end.asked(question(), ['shutdown']);
  isSending = false;
  const again = question();
  end.asked(again, ['shutdown']);
  expect(again.preventDefault).toHaveBeenCalledOnce();
  expect(did).toEqual(['reason', 'quit']);
});

it('a session that Windows ends by force is not held', () => {
  isSending = true;
  const asked = question();
  end.asked(asked, ['shutdown', 'critical']);
  expect(asked.preventDefault).not.toHaveBeenCalled();
});

it('Linux and macOS wait for the end of the process, with a reason only where there is one', () => {
  const asked = question();
  end.begins(asked);
  expect(asked.preventDefault).toHaveBeenCalledOnce();
  expect(did).toEqual(['quit']);
  expect(end.isHeld()).toBe(false);
});
