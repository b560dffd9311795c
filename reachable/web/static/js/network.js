// The network around an incident. The filters narrow table and picture alike; the picture is drawn from the rows of
// the table and the list of people beside it, so it says nothing that they do not.

const BOX = { x1: 0, y1: 0, w: 900, h: 620 };
const NARROW = 480;
const INK = "#1d3b4d";
const rows = [...document.querySelectorAll("[data-edge]")];
const people = [...document.querySelectorAll("[data-node]")];
const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
const nodeOf = (key) => people.find((one) => one.dataset.node === key);

for (const hint of document.querySelectorAll("[data-without-script]")) hint.hidden = true;

// Filters

function filtering(apply) {
  const form = document.querySelector("[data-network-filters]");
  if (!form) return;
  const typed = form.querySelector("[type=search]");
  const { kind, person } = form.elements;
  const status = form.querySelector("[data-filter-status]");
  const texts = rows.map((row) => plain(row.textContent));
  typed.parentElement.hidden = false;
  const narrow = () => {
    const words = plain(typed.value).split(/\s+/).filter(Boolean);
    rows.forEach((row, at) => {
      const fits = !kind.value || row.dataset.kind === kind.value;
      const isTheirs = !person.value || [row.dataset.one, row.dataset.other].includes(person.value);
      row.hidden = !(fits && isTheirs && words.every((word) => texts[at].includes(word)));
    });
    const shown = rows.filter((row) => !row.hidden);
    status.textContent = shown.length < rows.length ? `${shown.length} of ${rows.length} shown, in the picture too` : "";
    apply();
  };
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
  narrow();
}

// The picture

function badge(data) {
  const strong = data.involved ? "#ffffff" : INK;
  const text = `<text x="32" y="33" dy=".34em" text-anchor="middle" font-family="Arial, sans-serif" font-weight="bold" font-size="${data.mark.length > 2 ? 20 : 25}" fill="${strong}">${data.mark}</text>`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">${text}</svg>`)}`;
}

function elements() {
  const nodes = people.map(({ dataset }) => ({
    data: {
      id: dataset.node,
      mark: dataset.mark,
      name: [dataset.name, dataset.detail].filter(Boolean).join("\n"),
      involved: "involved" in dataset,
    },
    classes: [dataset.shape, "involved" in dataset ? "involved" : "", "waits" in dataset ? "waits" : ""].join(" "),
    position: { x: Number(dataset.x), y: Number(dataset.y) },
  }));
  for (const node of nodes) if (node.data.mark) node.data.badge = badge(node.data);
  const edges = rows
    .filter((row) => nodeOf(row.dataset.one) && nodeOf(row.dataset.other))
    .map((row) => ({
      data: { id: row.dataset.edge, source: row.dataset.one, target: row.dataset.other, word: row.dataset.word },
      classes: [row.dataset.drawn, "stale" in row.dataset ? "stale" : "", "contested" in row.dataset ? "contested" : ""].join(" "),
    }));
  return [...nodes, ...edges];
}

const LOOKS = [
  {
    selector: "node",
    style: {
      width: 44, height: 44, "background-color": "#ffffff", "border-width": 3, "border-color": INK,
      label: "data(name)", "text-wrap": "wrap", "text-max-width": 150, "text-valign": "bottom", "text-margin-y": 6,
      "font-family": "Arial, sans-serif", "font-size": 14, "line-height": 1.25, color: "#0b0c0c",
      "text-background-color": "#ffffff", "text-background-opacity": 0.85, "text-background-padding": 2,
      "min-zoomed-font-size": 7,
    },
  },
  { selector: "node[badge]", style: { "background-image": "data(badge)", "background-fit": "contain" } },
  { selector: "node.involved", style: { "background-color": INK, width: 54, height: 54, "font-weight": "bold" } },
  { selector: "node.adult", style: { shape: "round-rectangle" } },
  { selector: "node.group", style: { shape: "round-hexagon", width: 58, height: 50, "border-style": "double", "border-width": 6, "background-color": "#f3f6f8" } },
  { selector: "node.waits", style: { "outline-width": 3, "outline-offset": 4, "outline-style": "dashed", "outline-color": "#6b4a00" } },
  {
    selector: "edge",
    style: {
      width: 2.5, "line-color": "#505a5f", "curve-style": "bezier", "control-point-step-size": 46, label: "data(word)",
      "font-family": "Arial, sans-serif", "font-size": 12, color: "#0b0c0c", "text-background-color": "#ffffff",
      "text-background-opacity": 1, "text-background-padding": 2, "min-zoomed-font-size": 7,
    },
  },
  { selector: "edge.arrow", style: { "target-arrow-shape": "triangle", "target-arrow-color": "#505a5f", "arrow-scale": 1.3 } },
  {
    selector: "edge.conflict",
    style: {
      "line-color": "#942514", width: 3, "curve-style": "segments", "segment-distances": "9 -9 9 -9 9 -9",
      "segment-weights": "0.2 0.3 0.42 0.58 0.7 0.8", color: "#942514", "font-weight": "bold",
    },
  },
  { selector: "edge.contested", style: { "line-style": "dotted", width: 4 } },
  { selector: "edge.stale", style: { "line-style": "dashed", "line-opacity": 0.45, width: 2 } },
  { selector: ".hidden", style: { display: "none" } },
  { selector: ".faint", style: { opacity: 0.22 } },
  { selector: "node.chosen", style: { "overlay-color": "#ffdd00", "overlay-opacity": 0.45, "overlay-padding": 9 } },
];

function draw(canvas) {
  const narrow = canvas.clientWidth < NARROW;
  const picture = window.cytoscape({
    container: canvas,
    elements: elements(),
    style: LOOKS,
    layout: { name: "preset" },
    minZoom: 0.2,
    maxZoom: 2.5,
    userZoomingEnabled: false, // the wheel scrolls the page; buttons make it larger
    autoungrabify: true,
    boxSelectionEnabled: false,
  });
  picture
    .layout({
      name: "cose", randomize: false, animate: false, boundingBox: narrow ? { ...BOX, w: 620, h: 900 } : BOX,
      nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 150, nodeRepulsion: () => 4000000, nodeOverlap: 60,
      edgeElasticity: () => 90, gravity: 0.25, numIter: 2500, initialTemp: 600, coolingFactor: 0.995, componentSpacing: 90,
    })
    .run();
  separate(picture.nodes());
  picture.fit(undefined, 16);
  return picture;
}

// No name stands on another: boxes that overlap are pushed apart, a little at a time, in the order of the list.
function separate(nodes) {
  const boxes = nodes.map((node) => {
    const { w, h } = node.boundingBox({ includeOverlays: false });
    return { node, x: node.position("x"), y: node.position("y"), w: w + 30, h: h + 22 };
  });
  for (let round = 0; round < 200; round += 1) {
    let moved = false;
    boxes.forEach((one, at) => {
      for (const other of boxes.slice(at + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const [overX, overY] = [(one.w + other.w) / 2 - Math.abs(dx), (one.h + other.h) / 2 - Math.abs(dy)];
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const [axis, by] = overX < overY ? ["x", (overX / 2) * (dx < 0 ? -1 : 1)] : ["y", (overY / 2) * (dy < 0 ? -1 : 1)];
        one[axis] -= by;
        other[axis] += by;
      }
    });
    if (!moved) break;
  }
  for (const { node, x, y } of boxes) node.position({ x: Math.round(x), y: Math.round(y) });
}

function notes({ dataset }) {
  return ("contested" in dataset ? " (contested)" : "") + ("stale" in dataset ? " (older than 90 days)" : "");
}

// Arrow keys in the list of people: down and up through the list, right and left along somebody's connections.
class Walk {
  constructor(picture, said) {
    Object.assign(this, { picture, said, centre: people[0], ring: [], at: -1 });
    people.forEach((one, at) => {
      one.tabIndex = at === 0 ? 0 : -1;
      one.addEventListener("keydown", (event) => this.key(event, one));
      one.addEventListener("focus", () => this.arrive(one));
    });
  }

  shown() {
    return people.filter((one) => !one.parentElement.hidden);
  }

  key(event, one) {
    const list = this.shown();
    const at = list.indexOf(one);
    const goes = {
      ArrowDown: () => this.centreOn(list[(at + 1) % list.length]),
      ArrowUp: () => this.centreOn(list[(at - 1 + list.length) % list.length]),
      Home: () => this.centreOn(list[0]),
      End: () => this.centreOn(list.at(-1)),
      ArrowRight: () => this.along(1),
      ArrowLeft: () => this.along(-1),
      " ": () => this.centreOn(one),
    }[event.key];
    if (!goes || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goes();
  }

  centreOn(one) {
    const near = this.picture.getElementById(one.dataset.node).openNeighborhood("node:visible");
    const keys = new Set(near.map((node) => node.id()));
    Object.assign(this, { centre: one, ring: this.shown().filter((each) => keys.has(each.dataset.node)), at: -1 });
    this.go(one);
  }

  along(step) {
    if (!this.ring.length) return;
    this.at = Math.max(-1, Math.min(this.ring.length - 1, this.at + step));
    this.go(this.at < 0 ? this.centre : this.ring[this.at]);
  }

  go(one) {
    this.walking = true;
    one.focus();
    this.walking = false;
    this.show(one);
  }

  arrive(one) {
    for (const each of people) each.tabIndex = each === one ? 0 : -1;
    if (!this.walking) this.centreOn(one);
  }

  show(one) {
    const node = this.picture.getElementById(one.dataset.node);
    const middle = this.picture.getElementById(this.centre.dataset.node);
    this.picture.batch(() => {
      this.picture.elements().removeClass("chosen").addClass("faint");
      middle.closedNeighborhood().removeClass("faint");
      node.removeClass("faint").addClass("chosen");
    });
    if (this.picture.width() < NARROW) this.picture.fit(middle.closedNeighborhood(), 12); // to be read on a telephone
    for (const each of people) each.classList.toggle("app-net-person--near", this.ring.includes(each));
    const about = rows.filter((row) => !row.hidden && this.joins(row, one));
    this.said.replaceChildren(...this.words(one, about));
  }

  joins({ dataset }, one) {
    const ends = [dataset.one, dataset.other];
    const other = one === this.centre ? ends.find((key) => key !== one.dataset.node) : this.centre.dataset.node;
    return ends.includes(one.dataset.node) && ends.includes(other);
  }

  words(one, about) {
    const head = document.createElement("strong");
    const where = this.at < 0 ? `${this.ring.length} connected` : `${this.at + 1} of ${this.ring.length}`;
    head.textContent = `${[one.dataset.name, one.dataset.mark].filter(Boolean).join(" ")}: ${where}. `;
    return [head, ...about.map((row) => `${row.querySelector("th").firstChild.textContent.trim()}${notes(row)}. `)];
  }

  leave() {
    this.picture.elements().removeClass("chosen faint");
    if (this.picture.width() < NARROW) this.picture.fit(this.picture.nodes(":visible"), 16);
    for (const each of people) each.classList.remove("app-net-person--near");
    this.said.replaceChildren();
  }
}

function hideAsTable(picture) {
  const shown = new Set(rows.filter((row) => !row.hidden).map((row) => row.dataset.edge));
  const isNarrowed = shown.size < rows.length;
  picture.batch(() => {
    picture.edges().forEach((edge) => edge.toggleClass("hidden", !shown.has(edge.id())));
    picture.nodes().forEach((node) => {
      const isLeft = isNarrowed && !node.connectedEdges().some((edge) => shown.has(edge.id()));
      node.toggleClass("hidden", isLeft);
      nodeOf(node.id()).parentElement.hidden = isLeft;
    });
  });
  const left = picture.nodes(":visible");
  if (left.length) picture.fit(left, 24);
}

function picturing(section) {
  const left = section.querySelector("[data-left]");
  left.hidden = false;
  section.classList.add("app-net--drawn");
  const picture = draw(section.querySelector("[data-canvas]"));
  const walk = new Walk(picture, section.querySelector("[data-said]"));
  section.querySelector("[data-people]").addEventListener("focusout", ({ relatedTarget }) => {
    if (!section.contains(relatedTarget)) walk.leave();
  });
  picture.on("tap", "node", ({ target }) => nodeOf(target.id()).focus({ preventScroll: true }));
  picture.on("tap", (event) => event.target === picture && walk.leave());
  const zoom = section.querySelector("[data-zoom]");
  zoom.hidden = false;
  section.querySelector("[data-keys]").hidden = false;
  zoom.addEventListener("click", ({ target }) => {
    const by = target.dataset.zoomBy;
    if (by === "fit") picture.fit(picture.nodes(":visible"), 16);
    else if (by) picture.zoom({ level: picture.zoom() * Number(by), renderedPosition: { x: picture.width() / 2, y: picture.height() / 2 } });
  });
  addEventListener("resize", () => picture.resize().fit(picture.nodes(":visible"), 16));
  section.dataset.drawnAt = JSON.stringify(picture.nodes().map((node) => [node.id(), Math.round(node.position("x")), Math.round(node.position("y"))]));
  return picture;
}

const section = document.querySelector("[data-network]");
const picture = section?.querySelector("[data-canvas]") && window.cytoscape ? picturing(section) : null;
filtering(() => picture && hideAsTable(picture));

// Said by at_risk.js: whoever has an answer no longer waits for one.
document.addEventListener("answered", ({ detail }) => picture?.getElementById(detail).removeClass("waits"));
