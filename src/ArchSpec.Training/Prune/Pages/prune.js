// Filters the reasons. Without this script all of them are shown, and the filter is not.
(() => {
  const filter = document.querySelector('.filter');
  if (!filter) return;
  const [search, channel, fate, found] = ['search', 'channel', 'fate', 'found'].map(id => document.getElementById(id));
  const layers = [...document.querySelectorAll('details.reasons')].map(details => ({
    details,
    reasons: [...details.querySelectorAll('.reason')].map(element => ({
      element,
      text: element.dataset.text.toLowerCase(),
      channels: new Set(element.dataset.channels.split(' ').filter(place => place !== '')),
    })),
  }));

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    const place = channel.value.trim();
    let channels = 0;
    layers.forEach(({ details, reasons }) => {
      let shown = 0;
      reasons.forEach(reason => {
        const fits = words.every(word => reason.text.includes(word))
          && (place === '' || reason.channels.has(place))
          && (fate.value === '' || reason.element.classList.contains(fate.value));
        reason.element.hidden = !fits;
        shown += fits ? 1 : 0;
        channels += fits ? (place === '' ? reason.channels.size : 1) : 0;
      });
      details.hidden = shown === 0;
      if (shown > 0 && (words.length > 0 || place !== '' || fate.value !== '')) details.open = true;
    });
    found.textContent = channels === 1 ? '1 channel' : `${channels.toLocaleString('en')} channels`;
  };

  filter.hidden = false;
  [search, channel, fate].forEach(input => input.addEventListener('input', apply));
  apply();
})();
