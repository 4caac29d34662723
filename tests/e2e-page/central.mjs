// The processes of a draw.
import assert from 'node:assert/strict';
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
    // Programs take settings from the environment: the caller's are not for this draw.
    const { PATH, JAVA_HOME } = process.env;
    const env = JAVA_HOME ? { PATH, JAVA_HOME } : { PATH };
    this.child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
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

/** A coordinator with its page, on one data directory and the same two ports each time that it is started. */
export class Central {
  #folder;
  #agencies;
  #flags;
  #http;
  #starts = 0;
  #process;

  constructor(folder, agencies, ...flags) {
    this.#folder = folder;
    this.#agencies = agencies;
    this.#flags = flags;
  }

  get url() {
    return `http://127.0.0.1:${this.#http}/`;
  }

  async prepare() {
    this.port = await freePort();
    this.#http = await freePort();
  }

  start() {
    this.#process = new Program(this.#folder, `coordinator-${++this.#starts}`, 'bin/coordinator',
      '--agencies', `${this.#agencies}`, '--port', `${this.port}`, '--data-dir', `${this.#folder}/data`,
      '--http', `127.0.0.1:${this.#http}`, ...this.#flags);
  }

  /** Waits until the page is served, as whoever opens it by hand would. */
  async answers() {
    for (const end = Date.now() + 30_000; ; await pause(50)) {
      const answer = await fetch(this.url).catch((error) => error);
      if (answer.ok) return;
      assert.equal(this.#process.child.exitCode, null, 'the coordinator ended; see coordinator-1.log');
      if (Date.now() > end) throw answer;
    }
  }

  /** Ends the page's process, as nobody should. */
  killPage() {
    const [pid] = execFileSync('pgrep', ['-P', this.#process.child.pid, '-f', 'viewer.jar']).toString().split('\n');
    process.kill(Number(pid), 'SIGKILL');
  }

  signal(name) {
    return this.#process.signal(name);
  }

  /** Leaves no process behind. */
  end() {
    return endAll([this.#process]);
  }
}

async function endAll(programs) {
  const late = setTimeout(() => programs.forEach((one) => one?.child.kill('SIGKILL')), 10_000);
  await Promise.all(programs.map((one) => one?.signal('SIGTERM')));
  clearTimeout(late);
}

/** A central and its agencies, processes that reach it through a slow link. */
export class Draw {
  #folder;
  #bets;
  #links = [];

  constructor(folder, bets, agencies) {
    this.#folder = folder;
    this.#bets = bets;
    this.central = new Central(folder, agencies);
    this.agencies = [];
  }

  /** rates: how many bytes of each agency get through in a second. */
  async prepare(rates) {
    await this.central.prepare();
    this.#links = await Promise.all(rates.map((rate) => slowLink(this.central.port, rate)));
  }

  startAgencies() {
    this.agencies = this.#links.map((link, i) => new Program(this.#folder, `agency-${i + 1}`, 'bin/agency',
      '--id', `${i + 1}`, '--server', `127.0.0.1:${link.address().port}`,
      '--bets', `${this.#bets}/agency-${i + 1}.csv`));
  }

  /** Leaves no process behind. */
  async end() {
    this.#links.forEach((link) => link.close());
    await Promise.all([this.central.end(), endAll(this.agencies)]);
  }
}
