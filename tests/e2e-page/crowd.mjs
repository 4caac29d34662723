// Very many agencies as connections of one process: what they say is the protocol (docs/protocol.md).
import assert from 'node:assert/strict';
import net from 'node:net';

const [HELLO, WELCOME, , BATCH, ACK, FINISHED, CLOSED, QUERY, NOT_DRAWN, WINNERS] = Array.from({ length: 10 },
  (_, i) => i + 1);
const HEADER = 4;

/** CRC-32C. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum >>> 1 ^ (sum & 1 ? 0x82f63b78 : 0);
  }
  return ~sum >>> 0;
}

function frame(type, ...fields) {
  const header = Buffer.alloc(HEADER);
  const payload = Buffer.concat(fields);
  header.writeUInt16BE(payload.length);
  header[2] = type;
  return Buffer.concat([header, payload]);
}

/** An integer of so many bytes. */
function integer(bytes, value) {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, Math.max(0, bytes - 6), Math.min(6, bytes));
  return buffer;
}

/** One agency; of its bets, one in ten wins. */
class Connection {
  #id;
  #socket;
  #input = Buffer.alloc(0);
  #awaited = [];
  #lines = [];

  constructor(id, port) {
    this.#id = id;
    this.#socket = net.connect(port, '127.0.0.1').setNoDelay();
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error(`agency ${id}: the connection ended`)));
  }

  #fail(error) {
    this.#awaited.splice(0).forEach(({ reject }) => reject(error));
  }

  #read(chunk) {
    this.#input = Buffer.concat([this.#input, chunk]);
    while (this.#input.length >= HEADER && this.#input.length >= HEADER + this.#input.readUInt16BE()) {
      const end = HEADER + this.#input.readUInt16BE();
      const type = this.#input[2];
      this.#input = this.#input.subarray(end);
      if (type !== NOT_DRAWN) this.#awaited.shift().take(type);
    }
  }

  /** Says something, and waits for the answer, which has to be of that type. */
  async #say(message, expected) {
    const answer = new Promise((take, reject) => this.#awaited.push({ take, reject }));
    this.#socket.write(message);
    assert.equal(await answer, expected, `agency ${this.#id}`);
  }

  greet() {
    return this.#say(frame(HELLO, integer(1, 1), integer(2, this.#id)), WELCOME);
  }

  sell(count) {
    const first = this.#lines.length + 1;
    const lines = Array.from({ length: count }, (_, i) =>
      `Ana,Paz,${10_000_000 + first + i},1999-03-17,${(first + i) % 10 ? 1 : 7574}\n`);
    this.#lines.push(...lines);
    return this.#say(frame(BATCH, integer(8, first), integer(2, count), Buffer.from(lines.join(''))), ACK);
  }

  finish() {
    const sum = checksum(Buffer.from(this.#lines.join('')));
    return this.#say(frame(FINISHED, integer(8, this.#lines.length), integer(4, sum)), CLOSED);
  }

  hear() {
    return this.#say(frame(QUERY, integer(1, 1)), WINNERS);
  }

  end() {
    this.#socket.destroy();
  }
}

/** Agencies 1 to a number. */
export class Crowd {
  #agencies;

  constructor(count, port) {
    this.#agencies = Array.from({ length: count }, (_, i) => new Connection(i + 1, port));
  }

  greet() {
    return this.#all((agency) => agency.greet());
  }

  sell(count) {
    return this.#all((agency) => agency.sell(count));
  }

  finish() {
    return this.#all((agency) => agency.finish());
  }

  hear() {
    return this.#all((agency) => agency.hear());
  }

  #all(act) {
    return Promise.all(this.#agencies.map(act));
  }

  end() {
    this.#agencies.forEach((agency) => agency.end());
  }
}
