// page.mjs BETS FOLDER: one draw of the five agencies whose bets lie in BETS, seen by several windows at once.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Draw } from './central.mjs';
import { checkMetrics, Prometheus } from './monitoring.mjs';
import { play } from './scenes.mjs';
import { openBrowser, View } from './views.mjs';

const [bets, folder] = process.argv.slice(2);
const WINNING_NUMBER = '7574';
const SALE = 30; // seconds that the largest agency's sale should take; a quarter as large takes half as long

const files = await Promise.all([1, 2, 3, 4, 5].map((id) => readFile(`${bets}/agency-${id}.csv`, 'latin1')));
const lines = files.map((file) => file.split('\n').filter(Boolean));
const sold = lines.map((all) => all.length);
const winners = lines.map((all) => all.filter((line) => line.trim().endsWith(`,${WINNING_NUMBER}`)).length);
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

const draw = new Draw(folder, bets, files.length);
const browser = await openBrowser();
let views = [];
let prometheus;

/** The same of every window. */
const each = (act) => Promise.all(views.map(act));
const until = (what, holds) => each((view) => view.until(what, holds));

async function shoot(view, name) {
  // Bars take a second to arrive, and the sun to open.
  await pause(1000);
  await view.page.screenshot({ path: `${folder}/page-${name}.png` });
}

async function opens() {
  const largest = Math.max(...files.map((file) => file.length));
  await draw.prepare(files.map((file) => Math.sqrt(file.length * largest) / SALE));
  draw.central.start();
  await draw.central.answers();
  views = await Promise.all([
    { locale: 'es-AR', scheme: 'light', width: 1280, height: 860 },
    { locale: 'en-US', scheme: 'dark', width: 1280, height: 860 },
    { locale: 'es-AR', scheme: 'dark', width: 360, height: 740 },
    { locale: 'en-US', scheme: 'light', width: 1920, height: 1080 },
  ].map((look) => View.open(browser, draw.central.url, look)));
  const seen = await until('live', ({ link }) => link === 'live');
  assert.deepEqual(seen.map(({ language }) => language), ['es', 'en', 'es', 'en']);
  assert.deepEqual(seen.map(({ said }) => said), ['Esperando a las agencias', 'Waiting for agencies',
    'Esperando a las agencias', 'Waiting for agencies']);
  for (const { agencies } of seen) assert.deepEqual(agencies.map(({ state }) => state), Array(5).fill('absent'));
}

async function isOnePolicedFile() {
  const answer = await fetch(draw.central.url);
  const policy = answer.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'sha256-[^']+'/);
  assert.ok(!policy.includes('unsafe-'), policy);
  const html = await answer.text();
  assert.doesNotMatch(html, /(src|href)="?https?:/);
}

/** It scrapes until the end of the draw, as long as a slow sale takes. */
async function prometheusScrapes() {
  prometheus = await Prometheus.start(folder, draw.central.url);
  await checkMetrics(draw.central.url);
}

async function dashboardHasItsNumbers() {
  await checkMetrics(draw.central.url);
  await prometheus.answersDashboard();
}

async function agenciesGrow() {
  draw.startAgencies();
  await until('selling', ({ agencies }) => agencies.filter(({ state }) => state === 'selling').length >= 3);
  const [first] = await until('a third of all', (seen) => seen.bets > sum(sold) / 3);
  for (const { bets: stored, part } of first.agencies) assert.ok(stored > 0 && part > 0 && part <= 1);
  assert.match(first.curve, /^M.*L/);
  await until('one that has finished', ({ agencies: [, , , , last] }) =>
    last.state === 'finished' && last.bets === sold[4]);
  const later = await until('more of each that sells', ({ agencies }) => agencies.every(({ state, bets: stored }, i) =>
    state === 'finished' || stored > first.agencies[i].bets));
  assert.ok(later[0].agencies.every(({ winners: count }) => count === null), 'winners before the draw');
  await shoot(views[0], 'selling-light');
  await shoot(views[1], 'selling-dark');
}

const isAccessible = () => each((view) => view.accessible());
const fitsEveryWidth = () => each((view) => view.fits());

async function fitsWithWhateverFont() {
  const view = await View.open(browser, draw.central.url, { locale: 'es-AR', scheme: 'light', width: 1280, height: 860 });
  await view.until('rows', ({ link, agencies }) => link === 'live' && agencies.length > 0);
  await view.fitsWhateverFont();
  view.noComplaints();
  await view.context.close();
}

/** A browser has six connections for one place: a seventh tab loads only if those behind it hold none. */
async function listensWhileItIsSeen() {
  const first = await View.open(browser, draw.central.url, { locale: 'en-US', scheme: 'light', width: 800, height: 600 });
  const tabs = [first];
  while (tabs.length < 7) {
    await tabs.at(-1).until('live', ({ link }) => link === 'live');
    await tabs.at(-1).look(true);
    tabs.push(await View.openTab(first.context, draw.central.url, `tab ${tabs.length + 1}`));
  }
  await tabs.at(-1).until('live in the seventh tab', ({ link }) => link === 'live');
  assert.deepEqual(await Promise.all(tabs.map((tab) => tab.listens())), [...Array(6).fill(false), true]);
  const { curve } = await first.read();
  await first.look(false);
  await first.until('live again, and what it missed', (seen) => seen.link === 'live' && seen.curve !== curve);
  assert.equal(await first.listens(), true);
  tabs.forEach((tab) => tab.noComplaints());
  await first.context.close();
}

async function drawsNoStrayLine() {
  const view = await View.open(browser, draw.central.url, { locale: 'en-US', scheme: 'light', width: 800, height: 600 });
  await view.until('a curve', ({ link, curve }) => link === 'live' && curve.includes('L'));
  await view.look(true); // what it hears now comes from here
  const points = await view.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
    const before = Date.parse(status.time);
    drawnAt = before - 500;
    for (let second = 0; second < 3; second++) {
      takeStatus({ ...status, draw: 'drawn', winners: 1, time: new Date(before - 3_600_000 + 1000 * second).toISOString() });
    }
    render();
    return [...document.querySelector('#curve').getAttribute('d').matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x))
      .concat(Number(document.querySelector('#mark').getAttribute('x1')));
  });
  const mark = points.pop();
  assert.deepEqual(points, [...points].sort((one, other) => one - other), 'the curve goes back');
  assert.ok(points.length > 3 && [...points, mark].every((x) => x >= 0 && x <= 1000), `${points} and ${mark}`);
  await view.context.close();
}

/** Waits until the page says that it does not show what is now. */
async function gone(how, begin) {
  const seen = await until(how, ({ link, notice }) => link === how && notice !== null);
  seen.forEach(({ notice, news }, i) => {
    assert.ok(notice.startsWith(begin[i % 2]), notice);
    assert.equal(news, notice, 'said aloud, too');
  });
  return seen;
}

/** Waits until the page shows what is now. */
async function back() {
  const seen = await until('live again', ({ link, notice }) => link === 'live' && notice === null);
  assert.deepEqual([seen[0].news, seen[1].news], ['La central está de vuelta.', 'The central is back.']);
  return seen;
}

async function losesTheCentral() {
  views.forEach((view) => view.expectLoss());
  draw.central.killPage();
  await gone('lost', ['Sin contacto con la central desde las ', 'No contact with the central since ']);
  await isAccessible();
  await back();
}

async function hearsThatItEnded() {
  const before = await views[0].read();
  await draw.central.signal('SIGKILL');
  const [seen] = await gone('ended', ['La central terminó.', 'The central has ended.']);
  assert.ok(seen.bets >= before.bets, 'the last state stays on the page');
  await isAccessible();
  await fitsEveryWidth();
}

async function findsItAgain() {
  const before = await views[0].read();
  assert.notEqual(before.draw, 'drawn', 'the central was killed too late');
  draw.central.start();
  const [found] = await back();
  assert.ok(found.bets >= before.bets, 'nothing stored was lost');
  await until('growth', (seen) => seen.bets > found.bets);
}

async function keepsTheLanguage() {
  const [, , view] = views;
  await view.page.getByRole('button', { name: 'English' }).click();
  assert.equal((await view.read()).language, 'en');
  await view.page.reload();
  await view.until('English after a reload', ({ language, link }) => language === 'en' && link === 'live');
  await view.page.getByRole('button', { name: 'Español' }).click();
  assert.equal((await view.read()).language, 'es');
}

async function obeysTheKeyboard() {
  const [, , , view] = views;
  const focused = () => view.page.evaluate(() => {
    const { activeElement } = document;
    const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
    const ring = outlineStyle !== 'none' && outlineWidth !== '0px';
    return { name: activeElement.textContent.replace(/\s*\d+$/, ''), ring };
  });
  const names = [];
  for (let i = 0; i < 8; i++) {
    await view.page.keyboard.press('Tab');
    const { name, ring } = await focused();
    names.push(name);
    assert.ok(ring, `focus on ${name} is not seen`);
    if (name !== 'Absent') continue;
    await view.page.keyboard.press('Enter');
    assert.ok((await view.read()).agencies.every(({ hidden }) => hidden), 'no agency is absent now');
    await view.page.keyboard.press('Shift+Tab');
    await view.page.keyboard.press('Enter');
    assert.ok((await view.read()).agencies.every(({ hidden }) => !hidden));
    await view.page.keyboard.press('Tab');
  }
  assert.deepEqual(names, ['Español', 'All', 'Absent', 'Selling', 'Finished', 'Answered', 'Status as JSON', 'Metrics']);
}

async function seesTheDraw() {
  const still = await View.open(browser, draw.central.url,
    { locale: 'es-AR', scheme: 'light', width: 800, height: 600, motion: 'reduce' });
  views.push(still);
  const moment = await until('the moment of the draw', (seen) => seen.moment && seen.draw === 'drawn');
  assert.equal(moment[0].said, `${sum(winners)} ganadores`);
  assert.equal(moment[1].said, `${sum(winners)} winners`);
  assert.equal(moment[0].news, `Se hizo el sorteo: ${sum(winners)} ganadores.`);
  assert.equal(await still.page.evaluate(() => document.getAnimations().length), 0, 'motion, though none is wished');
  const seen = await until('all answered', ({ agencies }) => agencies.every(({ state }) => state === 'answered'));
  for (const one of seen) {
    assert.deepEqual(one.agencies.map((agency) => agency.bets), sold);
    assert.deepEqual(one.agencies.map((agency) => agency.winners), winners);
    assert.equal(one.bets, sum(sold));
  }
  const codes = await Promise.all(draw.agencies.map((agency) => agency.ended));
  assert.deepEqual(codes, Array(5).fill(0), 'exit codes of the agencies');
  await pause(4000); // the sun has opened
  await shoot(views[0], 'drawn-light');
  await shoot(views[1], 'drawn-dark');
  await shoot(views[2], 'phone-dark');
}

async function isStillRightWhenOpenedLate() {
  const late = await View.open(browser, draw.central.url, { locale: 'fr-FR', scheme: 'light', width: 1280, height: 860 });
  const seen = await late.until('live', ({ link }) => link === 'live');
  assert.equal(seen.language, 'en');
  assert.equal(seen.moment, false, 'nothing happened just now');
  assert.deepEqual(seen.agencies.map((agency) => agency.winners), winners);
  late.noComplaints();
  await late.context.close();
}

async function seesTheEnd() {
  views.forEach((view) => view.expectLoss());
  assert.equal(await draw.central.signal('SIGTERM'), 0, 'exit code of the coordinator');
  await gone('ended', ['La central terminó.', 'The central has ended.']);
}

const scenes = [
  [opens, 'opened before the first agency, in four windows: the language is the browser\'s'],
  [isOnePolicedFile, 'one file under a policy that allows nothing from elsewhere'],
  [prometheusScrapes, 'promtool finds nothing in docs/operations and /metrics, a Prometheus begins to scrape'],
  [agenciesGrow, 'five agencies sell, one finishes'],
  [isAccessible, 'axe finds nothing while they sell, light and dark'],
  [fitsEveryWidth, '360, 1280 and 1920 px: nothing is cut, nothing scrolls sideways'],
  [fitsWithWhateverFont, '320 to 1920 px: the table fits its card with whatever font'],
  [listensWhileItIsSeen, 'seven tabs: those that nobody sees listen to nothing, and come back when seen'],
  [drawsNoStrayLine, 'a clock set back: the curve goes on'],
  [losesTheCentral, 'the page\'s process is killed: the page says that it lost the central, and comes back'],
  [hearsThatItEnded, 'the central is killed: the page says so'],
  [findsItAgain, 'the central is started again: the page comes back by itself, nothing is lost'],
  [keepsTheLanguage, 'another language, kept over a reload'],
  [obeysTheKeyboard, 'all controls by keyboard, the focus in sight'],
  [seesTheDraw, 'the draw: its moment, each agency\'s winners, no motion where none is wished'],
  [isAccessible, 'axe finds nothing after the draw'],
  [fitsEveryWidth, 'nothing is cut after the draw'],
  [isStillRightWhenOpenedLate, 'opened after the draw'],
  [dashboardHasItsNumbers, 'Prometheus has numbers for each expression of the Grafana dashboard'],
  [seesTheEnd, 'the central is stopped: the page says so'],
  [() => each((view) => view.noComplaints()), 'no error, no request to anywhere else'],
];

try {
  const played = await play(scenes, folder, () => views);
  if (played) console.log(`bets ${sold.join(', ')}; winners ${winners.join(', ')}`);
} finally {
  await browser.close();
  await prometheus?.end();
  await draw.end();
}
