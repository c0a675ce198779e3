/** Text files as people's programs write them: UTF-8, or UTF-16 as some Windows tools do; with or without a byte order mark. */

/** @returns the text without a byte order mark */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
