// thousand.mjs FOLDER: a draw of as many agencies as may be, seen by a screen and a phone.
import assert from 'node:assert/strict';
import { Central } from './central.mjs';
import { Crowd } from './crowd.mjs';
import { play } from './scenes.mjs';
import { openBrowser, View } from './views.mjs';

const [folder] = process.argv.slice(2);
const AGENCIES = 1000;
const BETS = 10; // of each agency, in two batches; one wins

const central = new Central(folder, AGENCIES, '--workers', '8', '--listen-backlog', `${AGENCIES}`);
const browser = await openBrowser();
let views = [];
let crowd;

const each = (act) => Promise.all(views.map(act));
const until = (what, holds) => each((view) => view.until(what, holds));

async function opens() {
  await central.prepare();
  central.start();
  await central.answers();
  views = await Promise.all([
    { locale: 'es-AR', scheme: 'light', width: 1280, height: 860 },
    { locale: 'en-US', scheme: 'dark', width: 360, height: 740 },
  ].map((look) => View.open(browser, central.url, look)));
  await until('all rows', ({ link, agencies }) => link === 'live' && agencies.length === AGENCIES);
  await each((view) => view.page.evaluate(() => { globalThis.rowsAtFirst = [...document.querySelectorAll('#rows tr')]; }));
}

async function barsGrow() {
  crowd = new Crowd(AGENCIES, central.port);
  await crowd.greet();
  for (const half of [1, 2]) {
    await crowd.sell(BETS / 2);
    const stored = half * BETS / 2;
    await until('every bar', ({ bets, agencies }) => bets === AGENCIES * stored
      && agencies.every((agency) => agency.state === 'selling' && agency.bets === stored && agency.part > 0));
  }
}

async function filters() {
  const [view] = views;
  await view.page.getByRole('button', { name: 'Ausentes' }).click();
  assert.ok((await view.read()).agencies.every(({ hidden }) => hidden), 'no agency is absent now');
  await view.page.getByRole('button', { name: 'Todas' }).click();
  assert.ok((await view.read()).agencies.every(({ hidden }) => !hidden));
}

async function fits() {
  await each((view) => view.fitsSideways());
  await each(({ page }) => page.getByRole('row').last().scrollIntoViewIfNeeded());
  await each((view) => view.fitsSideways());
}

async function seesTheDraw() {
  await crowd.finish();
  await crowd.hear();
  const [seen] = await until('all answered', ({ draw, agencies }) => draw === 'drawn'
    && agencies.every(({ state }) => state === 'answered'));
  assert.equal(seen.said, '1.000 ganadores');
  assert.ok(seen.agencies.every(({ winners }) => winners === 1), 'winners');
}

async function keepsItsRows() {
  for (const view of views) {
    assert.ok(await view.page.evaluate(() =>
      [...document.querySelectorAll('#rows tr')].every((row, i) => row === globalThis.rowsAtFirst[i])), view.name);
    view.noComplaints();
  }
}

try {
  await play([
    [opens, 'a thousand agencies: a row for each'],
    [barsGrow, 'a thousand sell, and each has its bar'],
    [filters, 'filters of a thousand'],
    [fits, '360 and 1280 px: nothing scrolls sideways, at the first row and at the last'],
    [seesTheDraw, 'the draw of a thousand'],
    [keepsItsRows, 'no row was made twice, no error'],
  ], folder, () => views);
} finally {
  crowd?.end();
  await browser.close();
  await central.end();
}
