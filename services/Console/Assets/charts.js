// Draws each table that stands for a chart; the table stays, closed. Lines have the newest row first; bars stand in the order of the table.
// What draws is large: it is loaded once the page can be read.
const charts = document.querySelectorAll("[data-chart]");
if (charts.length > 0)
  addEventListener("load", () => {
    const library = document.createElement("script");
    library.src = charts[0].dataset.library;
    library.addEventListener("load", () => charts.forEach(draw));
    document.head.append(library);
  });

function draw(chart) {
  const table = document.querySelector(`table[data-of="${chart.dataset.chart}"]`);
  const bars = chart.dataset.kind === "bar";
  const names = [...table.tHead.rows[0].cells].slice(1).map(cell => cell.textContent.trim());
  const rows = bars ? [...table.tBodies[0].rows] : [...table.tBodies[0].rows].reverse();
  const number = cell => { const value = parseFloat(cell.textContent); return Number.isNaN(value) ? null : value; };
  chart.hidden = false;
  table.closest("details").open = false;
  const colour = getComputedStyle(document.body).color;
  const axis = { axisLabel: { color: colour }, axisLine: { lineStyle: { color: colour } }, splitLine: { lineStyle: { color: colour, opacity: .15 } } };
  const words = bars ? { interval: 0, width: 100, overflow: "break" } : {};
  const drawn = echarts.init(chart, null, { renderer: "canvas" });
  drawn.setOption({
    animation: false,
    textStyle: { color: colour },
    legend: { type: "scroll", top: 0, textStyle: { color: colour } },
    grid: { left: 60, right: 16, top: 40, bottom: bars ? 56 : 32 },
    xAxis: { ...axis, axisLabel: { ...axis.axisLabel, ...words }, type: "category", boundaryGap: bars, data: rows.map(row => row.cells[0].textContent.trim()) },
    yAxis: { ...axis, type: "value", min: 0, minInterval: bars ? 1 : 0 },
    series: names.map((name, at) => ({ name, type: bars ? "bar" : "line", symbolSize: 5, connectNulls: false, data: rows.map(row => number(row.cells[at + 1])) })),
  });
  addEventListener("resize", () => drawn.resize());
}
