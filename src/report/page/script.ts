/**
 * What the page of a run does beside showing itself: it filters the list, follows links into it, and takes what a closed
 * scenario holds out of its `noscript` when it is opened. Without it everything is there to be read.
 */
export const pageScript = `
(() => {
  const scenarios = [...document.querySelectorAll('.scenario')];
  const form = document.querySelector('.filter');
  if (form === null) return;
  const told = document.getElementById('shown');
  const unfold = (scenario) => {
    const kept = scenario.querySelector(':scope > noscript');
    if (kept === null) return;
    const parsed = document.createElement('template');
    parsed.innerHTML = kept.textContent;
    kept.replaceWith(parsed.content);
  };
  const boxes = [...form.querySelectorAll('input[type=checkbox]')];
  const shownNow = () => scenarios.filter((each) => !each.hidden);
  const filter = () => {
    const statuses = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const section = form.elements.section.value;
    const words = form.elements.text.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    for (const each of scenarios) {
      const { status, find } = each.dataset;
      const isShown = statuses.has(status) && (section === '' || each.dataset.section === section) &&
        words.every((word) => find.includes(word));
      each.hidden = !isShown;
    }
    for (const group of document.querySelectorAll('.group')) {
      group.hidden = group.querySelector('.scenario:not([hidden])') === null;
    }
    told.textContent = shownNow().length + ' of ' + scenarios.length + ' scenarios shown';
  };
  const showAll = (text) => {
    for (const box of boxes) box.checked = true;
    form.elements.section.value = '';
    form.elements.text.value = text;
    filter();
  };
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { return; }
    const wanted = document.getElementById(id);
    if (wanted === null || !wanted.classList.contains('scenario')) return;
    if (wanted.hidden) showAll('');
    unfold(wanted);
    wanted.open = true;
    wanted.scrollIntoView();
    wanted.querySelector('summary').focus({ preventScroll: true });
  };
  document.addEventListener('toggle', ({ target }) => {
    if (target.open && target.classList.contains('scenario')) unfold(target);
  }, true);
  document.addEventListener('click', ({ target }) => {
    const link = target.closest('a[data-find]');
    if (link !== null) showAll(link.dataset.find);
  });
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  document.getElementById('all').addEventListener('click', () => showAll(''));
  document.getElementById('open').addEventListener('click', () => {
    for (const each of shownNow().slice(0, 20)) { unfold(each); each.open = true; }
  });
  document.getElementById('close').addEventListener('click', () => {
    for (const each of scenarios) each.open = false;
  });
  form.hidden = false;
  filter();
  window.addEventListener('hashchange', follow);
  follow();
  // The browser goes to the place that the address names once more when all is loaded, and takes the focus along.
  window.addEventListener('load', () => { if (location.hash !== '') follow(); });
})();
`;
