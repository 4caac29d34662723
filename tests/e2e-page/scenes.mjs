/**
 * Plays scenes, each a function and its title, one after the other; the first that fails is the last, and leaves
 * screenshots of what the views show then. Returns whether none failed.
 */
export async function play(scenes, folder, views) {
  let title;
  try {
    for (const [act, name] of scenes) {
      const begin = performance.now();
      title = name;
      await act();
      console.log(`ok   ${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s  ${name}`);
    }
    return true;
  } catch (failure) {
    console.error(`FAIL ${title}: ${failure.message.slice(0, 1000)}; logs and screenshots in ${folder}`);
    await Promise.all(views().map((view, i) =>
      view.page.screenshot({ path: `${folder}/failed-${i + 1}.png` }).catch(() => {})));
    process.exitCode = 1;
    return false;
  }
}
