/**
 * An X server resets itself when its last client leaves, and refuses whoever comes meanwhile: between two tests no window
 * is there. One client stays for as long as the tests take.
 */
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';

const MAGIC = 'MIT-MAGIC-COOKIE-1';

/** @returns ends it; undefined: there is no X server on this PC, or it takes no client without more than a cookie */
export default async function holdDisplay(): Promise<(() => void) | undefined> {
  const number = /^:(\d+)/.exec(process.env['DISPLAY'] ?? '')?.[1];
  const socketFile = `/tmp/.X11-unix/X${number}`;
  if (number === undefined || !fs.existsSync(socketFile)) return undefined;
  const client = net.connect(socketFile);
  client.write(setUpRequest(cookieOf(number)));
  // 1: accepted. The server tells more, which nobody here needs.
  const told = Promise.race([once(client, 'data'), once(client, 'close')]);
  const [answer] = (await told.catch(() => [])) as unknown[];
  if (!(answer instanceof Buffer) || answer[0] !== 1) {
    client.destroy();
    return undefined;
  }
  client.resume();
  return () => client.destroy();
}

/** X11 protocol, chapter 8: little endian, version 11.0, then the name and the data of the authorization. */
function setUpRequest(cookie: Buffer): Buffer {
  const name = Buffer.from(cookie.length > 0 ? MAGIC : '');
  const head = Buffer.alloc(12);
  head.write('l');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(cookie.length, 8);
  return Buffer.concat([head, padded(name), padded(cookie)]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** Of the file that `XAUTHORITY` names: records of a family and four counted texts (address, display, name, data). */
function cookieOf(display: string): Buffer {
  const file = process.env['XAUTHORITY'];
  if (file === undefined || !fs.existsSync(file)) return Buffer.alloc(0);
  const bytes = fs.readFileSync(file);
  let at = 0;
  const counted = () => {
    const start = at + 2;
    at = start + bytes.readUInt16BE(at);
    return bytes.subarray(start, at);
  };
  while (at < bytes.length) {
    at += 2;
    const [, number, name, data] = [counted(), counted(), counted(), counted()];
    if (name.toString() === MAGIC && ['', display].includes(number.toString())) return data;
  }
  return Buffer.alloc(0);
}
