// A Prometheus that scrapes the central as docs/operations has it, and Grafana's dashboard asked of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, Program } from './central.mjs';

const SCRAPE_FILE = 'docs/operations/prometheus.yml';
const TARGET = '127.0.0.1:8080'; // the central in that file
const SCRAPED = 5; // seconds between two scrapes, by that file
const RATE_INTERVAL = `${4 * SCRAPED}s`; // what Grafana makes of them
const PATIENCE = 30_000; // ms until an answer that does not come counts as missing

export class Prometheus {
  #begin = Date.now() / 1000;
  #central;
  #address;
  #program;

  /** Starts one for the central whose page is at that URL. */
  static async start(folder, url) {
    const prometheus = new Prometheus();
    prometheus.#central = new URL(url).host;
    prometheus.#address = `127.0.0.1:${await freePort()}`;
    const text = await readFile(SCRAPE_FILE, 'utf8');
    promtool(['check', 'config', SCRAPE_FILE]);
    assert.ok(text.includes(`["${TARGET}"]`), `${SCRAPE_FILE} does not scrape ${TARGET}`);
    assert.ok(text.includes(`scrape_interval: ${SCRAPED}s`), `${SCRAPE_FILE} does not scrape every ${SCRAPED} s`);
    const home = `${folder}/prometheus`;
    await mkdir(home);
    const config = `${home}/prometheus.yml`;
    await copyFile(`${dirname(SCRAPE_FILE)}/alerts.yml`, `${home}/alerts.yml`);
    await writeFile(config, text.replaceAll(TARGET, prometheus.#central));
    prometheus.#program = new Program(folder, 'prometheus', 'prometheus', `--config.file=${config}`,
      `--storage.tsdb.path=${home}/data`, `--web.listen-address=${prometheus.#address}`);
    return prometheus;
  }

  /** The answer of its API to a GET. */
  async #ask(path, fields) {
    const answer = await fetch(`http://${this.#address}/api/v1/${path}?${new URLSearchParams(fields)}`);
    const { status, error, data } = await answer.json();
    assert.equal(status, 'success', `${path} ${JSON.stringify(fields)}: ${error}`);
    return data;
  }

  /** The numbers that an expression has had since the start, each time anybody could have looked. */
  async #numbers(expression) {
    const { result } = await this.#ask('query_range',
      { query: expression, start: this.#begin, end: Date.now() / 1000, step: SCRAPED });
    return result.flatMap(({ values }) => values.map(([, value]) => Number(value))).filter(Number.isFinite);
  }

  /** Whether each of the dashboard's expressions, with the central chosen at its top, has had a number as answer. */
  async answersDashboard() {
    const dashboard = JSON.parse(await readFile('docs/operations/grafana-dashboard.json', 'utf8'));
    const [, metric] = dashboard.templating.list.find(({ name }) => name === 'instance').query.query
      .match(/^label_values\((\w+), instance\)$/);
    assert.deepEqual(await this.#ask('label/instance/values', { 'match[]': metric }), [this.#central]);
    const targets = [...dashboard.annotations.list.map(({ target }) => target),
      ...dashboard.panels.flatMap(({ targets: all }) => all)];
    const open = new Set(targets.filter(Boolean).map(({ expr }) =>
      expr.replaceAll('$instance', this.#central).replaceAll('$__rate_interval', RATE_INTERVAL)));
    const { size } = open;
    assert.ok(size > 0);
    for (const end = Date.now() + PATIENCE; open.size > 0; await pause(500)) {
      for (const expression of open) if ((await this.#numbers(expression)).length > 0) open.delete(expression);
      if (open.size > 0 && Date.now() > end) assert.fail(`no number for ${[...open].join('\n')}`);
    }
    return size;
  }

  end() {
    return this.#program.signal('SIGTERM');
  }
}

/** Runs promtool, which has to find nothing. */
function promtool(args, input = '') {
  try {
    execFileSync('promtool', args, { input, stdio: 'pipe' });
  } catch ({ stdout, stderr }) {
    assert.fail(`promtool ${args.join(' ')}: ${stdout}${stderr}`);
  }
}

/** Has promtool read the metrics of the central whose page is at that URL. */
export async function checkMetrics(url) {
  promtool(['check', 'metrics'], await (await fetch(`${url}metrics`)).text());
}
