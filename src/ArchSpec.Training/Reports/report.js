// Shows the figures of the epoch that is pointed at, and its place in every chart. Without this script the browser's own tooltips do.
(() => {
  const charts = [...document.querySelectorAll('.chart:not(.square, .still)')].map(figure => {
    const areas = [...figure.querySelectorAll('.area')];
    areas.forEach(area => {
      const title = area.querySelector('title');
      area.dataset.text = title.textContent;
      title.remove();
    });
    return { figure, areas, guide: figure.querySelector('.guide'), tip: figure.querySelector('.tip'), svg: figure.querySelector('svg') };
  });

  const hide = () => charts.forEach(({ guide, tip }) => { guide.style.visibility = tip.style.visibility = 'hidden'; });

  const show = (chart, index) => {
    hide();
    chart.index = index;
    charts.forEach(({ guide, areas }) => {
      guide.setAttribute('x1', areas[index].dataset.x);
      guide.setAttribute('x2', areas[index].dataset.x);
      guide.style.visibility = 'visible';
    });
    const { tip, figure, areas, svg } = chart;
    tip.textContent = areas[index].dataset.text;
    const x = areas[index].dataset.x / svg.viewBox.baseVal.width * svg.clientWidth;
    const beyond = x + 12 + tip.offsetWidth > figure.clientWidth;
    tip.style.left = Math.max(0, beyond ? x - 12 - tip.offsetWidth : x + 12) + 'px';
    tip.style.visibility = 'visible';
  };

  charts.forEach(chart => {
    const { figure, areas } = chart;
    figure.tabIndex = 0;
    areas.forEach((area, index) => {
      area.addEventListener('pointerenter', () => show(chart, index));
      area.addEventListener('click', () => show(chart, index));
    });
    figure.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') hide(); });
    figure.addEventListener('blur', hide);
    figure.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.key === 'Escape') hide();
      if (!step) return;
      event.preventDefault();
      const from = chart.index ?? (step > 0 ? -1 : areas.length);
      show(chart, Math.min(areas.length - 1, Math.max(0, from + step)));
    });
  });

  // Paper cannot be opened any further.
  const folded = () => [...document.querySelectorAll('details:not([open])')];
  let opened = [];
  addEventListener('beforeprint', () => { opened = folded(); opened.forEach(details => { details.open = true; }); });
  addEventListener('afterprint', () => opened.forEach(details => { details.open = false; }));
})();
