// Browser windows on the page, and what can be said of any of them at any moment.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const PATIENCE = 60_000; // ms until something awaited counts as missing
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openBrowser() {
  // A container's root has no sandbox; the page is ours.
  return chromium.launch({ executablePath: process.env.CHROMIUM, chromiumSandbox: process.getuid() !== 0 });
}

export class View {
  #complaints = [];
  #lossExpected = false;

  static async open(browser, url, { locale, scheme, width, height, motion = 'no-preference' }) {
    const context = await browser.newContext({
      locale, colorScheme: scheme, reducedMotion: motion, viewport: { width, height },
    });
    return View.openTab(context, url, `${locale}, ${scheme}, ${width} px`);
  }

  /** One more in a window that has others. */
  static async openTab(context, url, name) {
    const view = new View();
    view.name = name;
    view.context = context;
    view.page = await view.context.newPage();
    view.#listen(url);
    await view.page.goto(url);
    return view;
  }

  #listen(url) {
    this.page.on('pageerror', (error) => this.#complaints.push(`error: ${error.message}`));
    this.page.on('console', (message) => {
      const lost = this.#lossExpected && message.text().includes('net::ERR_');
      if (['error', 'warning'].includes(message.type()) && !lost) this.#complaints.push(`console: ${message.text()}`);
    });
    this.page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) {
        this.#complaints.push(`request to ${request.url()}`);
      }
    });
  }

  /** From now on, failing to reach the central is no complaint. */
  expectLoss() {
    this.#lossExpected = true;
  }

  noComplaints() {
    assert.deepEqual(this.#complaints, [], this.name);
  }

  /** What a person sees, as data. */
  read() {
    return this.page.evaluate(() => {
      const text = (selector, root = document) => root.querySelector(selector).textContent.trim();
      const digits = (words) => /\d/.test(words) ? Number(words.replace(/\D/g, '')) : null;
      return {
        language: document.documentElement.lang,
        title: document.title,
        link: document.body.dataset.link,
        draw: document.body.dataset.draw,
        moment: 'moment' in document.body.dataset,
        said: text('.say'),
        news: text('#news'),
        notice: document.querySelector('#notice').hidden ? null : text('#notice'),
        bets: digits(text('#bets')),
        curve: document.querySelector('#curve').getAttribute('d') ?? '',
        agencies: [...document.querySelectorAll('#rows tr')].map((row) => ({
          state: row.dataset.state,
          stateWord: text('.state', row),
          bets: digits(text('.bets', row)),
          part: Number(row.querySelector('.bets i').style.getPropertyValue('--part')),
          winners: digits(text('.winners', row)),
          hidden: row.hidden,
        })),
      };
    });
  }

  async until(what, holds) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const seen = await this.read();
      if (holds(seen)) return seen;
      if (Date.now() > end) assert.fail(`${this.name}: never ${what}; last: ${JSON.stringify(seen)}`);
      await pause(50);
    }
  }

  async accessible() {
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target)}`);
    assert.deepEqual(found, [], this.name);
  }

  /** Nothing reaches over the window's edge, or over the edge of what it stands in. */
  async fits() {
    const over = await this.page.evaluate(() => {
      const unseen = (node) => node.closest('.unseen, thead, svg, .sun, noscript, [hidden]');
      const wide = [...document.querySelectorAll('body *')].filter((node) => !unseen(node)
        && node.getClientRects().length && node.getBoundingClientRect().right > innerWidth + .5);
      const cut = [...document.querySelectorAll('h1, h2, p, dt, dd, li, button, td, tr')].filter((node) => !unseen(node)
        && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline');
      const name = (node) => `${node.tagName} ${node.className} ${node.textContent.trim().slice(0, 40)}`;
      return [...wide, ...cut].map(name);
    });
    assert.deepEqual(over, [], this.name);
    await this.fitsSideways();
  }

  /** The same in all widths between a phone's and a wall's, with fonts of every breadth. */
  async fitsWhateverFont() {
    const size = this.page.viewportSize();
    for (const [family, scale] of [['', ''], ['monospace', ''], ['serif', '150%'], ['monospace', '150%']]) {
      await this.page.evaluate(([font, percent]) => {
        document.body.style.fontFamily = font;
        document.documentElement.style.fontSize = percent;
      }, [family, scale]);
      for (const width of [320, 360, 480, 640, 768, 960, 1024, 1152, 1280, 1440, 1600, 1920]) {
        await this.page.setViewportSize({ width, height: 800 });
        const over = await this.page.evaluate(() => {
          const card = document.querySelector('.agencies').getBoundingClientRect();
          const cells = [...document.querySelectorAll('#rows tr, #rows th, #rows td, #rows td *, thead th')]
            .filter((node) => node.getClientRects().length && node.getBoundingClientRect().width > 1);
          return cells.filter((node) => node.getBoundingClientRect().right > card.right + .5
            || (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline'))
            .map((node) => `${node.tagName} ${node.className} ${node.textContent.trim().slice(0, 40)}`);
        });
        assert.deepEqual(over, [], `${this.name} at ${width} px in ${family || 'its own font'} ${scale}`);
      }
    }
    await this.page.evaluate(() => {
      document.body.style.fontFamily = document.documentElement.style.fontSize = '';
    });
    await this.page.setViewportSize(size);
  }

  /** Another tab comes before it, or goes: what a browser tells a page then. */
  async look(hidden) {
    await this.page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  }

  /** Whether it listens to the central. */
  listens() {
    return this.page.evaluate('link.source !== null');
  }

  /** The window has nothing to scroll sideways. */
  async fitsSideways() {
    assert.equal(await this.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, this.name);
  }
}
