// The processes of a draw: a coordinator with its page, and agencies that reach it through a slow link.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A port of this host that nobody has. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A program with its output in a file; `ended` resolves to its exit code, null if a signal ended it. */
export class Program {
  constructor(folder, name, program, ...args) {
    this.name = name;
    this.child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(`${folder}/${name}.log`, { flags: 'a' });
    this.child.stdout.pipe(log, { end: false });
    this.child.stderr.pipe(log, { end: false });
    this.ended = new Promise((resolve) => this.child.on('exit', (code) => resolve(code)));
  }

  signal(name) {
    this.child.kill(name);
    return this.ended;
  }
}

/** Passes bytes on at a given rate, so that a sale lasts long enough to be looked at. Outlives the central. */
function slowLink(port, bytesPerSecond) {
  const crawl = async (from, to) => {
    for await (const chunk of from) {
      for (let at = 0; at < chunk.length && !to.destroyed; at += 2048) {
        const slice = chunk.subarray(at, at + 2048);
        to.write(slice);
        await pause(slice.length / bytesPerSecond * 1000);
      }
    }
    to.end();
  };
  const server = net.createServer((agency) => {
    const central = net.connect(port, '127.0.0.1');
    const cut = () => { agency.destroy(); central.destroy(); };
    crawl(agency, central).catch(cut);
    central.pipe(agency);
    agency.on('error', cut);
    central.on('error', cut).on('close', cut);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

export class Draw {
  #folder;
  #bets;
  #port;
  #http;
  #links = [];
  #programs = [];
  #starts = 0;

  constructor(folder, bets) {
    this.#folder = folder;
    this.#bets = bets;
  }

  get url() {
    return `http://127.0.0.1:${this.#http}/`;
  }

  /** rates: how many bytes of each agency get through in a second. */
  async prepare(rates) {
    this.#port = await freePort();
    this.#http = await freePort();
    this.#links = await Promise.all(rates.map((rate) => slowLink(this.#port, rate)));
  }

  startCentral() {
    this.central = this.#start(`coordinator-${++this.#starts}`, 'coordinator', '--agencies', this.#links.length,
      '--port', this.#port, '--data-dir', `${this.#folder}/data`, '--http', `127.0.0.1:${this.#http}`);
  }

  /** Ends the page's process, as nobody should. */
  killPage() {
    const [pid] = execFileSync('pgrep', ['-P', this.central.child.pid, '-f', 'viewer.jar']).toString().split('\n');
    process.kill(Number(pid), 'SIGKILL');
  }

  startAgencies() {
    this.agencies = this.#links.map((link, i) => this.#start(`agency-${i + 1}`, 'agency', '--id', i + 1,
      '--server', `127.0.0.1:${link.address().port}`, '--bets', `${this.#bets}/agency-${i + 1}.csv`));
  }

  #start(name, program, ...args) {
    const started = new Program(this.#folder, name, `bin/${program}`, ...args.map(String));
    this.#programs.push(started);
    return started;
  }

  /** Leaves no process behind. */
  async end() {
    this.#links.forEach((link) => link.close());
    const late = setTimeout(() => this.#programs.forEach((one) => one.child.kill('SIGKILL')), 10_000);
    await Promise.all(this.#programs.map((one) => one.signal('SIGTERM')));
    clearTimeout(late);
  }
}
