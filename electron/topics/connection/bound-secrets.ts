/**
 * Secrets that open for the address and the field they were sealed for, and for no other: whoever changes the address in
 * the database must not have the token sent to a stranger.
 */
import { SecretUnreadableError, type SecretBox } from './secret-box.ts';

export type SecretField = 'client-secret' | 'refresh-token' | 'access-token' | 'backup-key';

const PREFIX = 'bound1:';

export interface BoundSecrets {
  seal(field: SecretField, baseUrl: string, text: string): string;
  /** @throws SecretUnreadableError, also for what was sealed for another place */
  open(field: SecretField, baseUrl: string, sealed: string): string;
  /** Sealed before secrets were bound: opens anywhere, and is to be sealed anew. */
  isUnbound(sealed: string): boolean;
}

export function createBoundSecrets(box: SecretBox): BoundSecrets {
  const isUnbound = (sealed: string) => !sealed.startsWith(PREFIX);
  return {
    isUnbound,
    // The place is part of what is sealed: the seal proves both.
    seal: (field, baseUrl, text) => PREFIX + box.seal(JSON.stringify([field, baseUrl, text])),
    open(field, baseUrl, sealed) {
      if (isUnbound(sealed)) {
        const text = box.open(sealed);
        if (isPlaced(text)) throw new SecretUnreadableError('its mark was taken off');
        return text;
      }
      const [sealedField, sealedUrl, text] = JSON.parse(
        box.open(sealed.slice(PREFIX.length)),
      ) as string[];
      if (sealedField !== field || sealedUrl !== baseUrl || text === undefined) {
        throw new SecretUnreadableError('it was stored for another address or field');
      }
      return text;
    },
  };
}

const FIELDS: readonly string[] = [
  'client-secret',
  'refresh-token',
  'access-token',
  'backup-key',
] satisfies SecretField[];

/** The inside of a bound secret: without its mark it would open anywhere, with the secret in it. */
function isPlaced(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && FIELDS.includes(String(parsed[0]));
  } catch {
    return false;
  }
}
