/** Secrets of the desktop program: in the operating system's own store where that really encrypts. */
import { safeStorage } from 'electron';
import { SecretUnreadableError, type SecretBox } from '../../topics/connection/secret-box.ts';

const PREFIX = 'os1:';

/**
 * Seals with the operating system's store; opens what either store sealed.
 *
 * @param keyFile is used where the system has no store (a Linux without a keyring falls back to plain text, which is none).
 */
export function createOsSecretBox(keyFile: SecretBox): SecretBox {
  const isSafe = () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
  return {
    kind: () => (isSafe() ? 'system' : keyFile.kind()),
    seal: (text) =>
      isSafe() ? PREFIX + safeStorage.encryptString(text).toString('base64') : keyFile.seal(text),
    open(sealed) {
      if (!sealed.startsWith(PREFIX)) return keyFile.open(sealed);
      try {
        return safeStorage.decryptString(Buffer.from(sealed.slice(PREFIX.length), 'base64'));
      } catch {
        throw new SecretUnreadableError("the operating system's store does not open it");
      }
    },
  };
}
