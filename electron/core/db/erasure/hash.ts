/** The hash by which the journal names the receipts of an erasure: SHA-256 over their content hashes in order of their ids. */
import crypto from 'node:crypto';

export function hashOfErased() {
  const hash = crypto.createHash('sha256');
  return {
    add: (contentHash: Buffer): void => void hash.update(contentHash),
    /** In hexadecimal digits; to be called once. */
    end: (): string => hash.digest('hex'),
  };
}
