// The drawing of a safety map. It is made of the rows of the list, and where a row is being written, of the points in
// its field: what the field says is what is saved, and the drawing only helps to write it. A sketch has no ground but
// a grid; pieces of a map are fetched only from the server that the partnership named.

const COLOURS = { red: "#942514", amber: "#6b4a00", green: "#00582f" };
const LINES = { red: { weight: 6 }, amber: { weight: 4, dashArray: "12 8" }, green: { weight: 4, dashArray: "1 8", lineCap: "round" } };
const EDGE = 100;
const STEP = 2; // of a sketch, for a press of a button; on a map, a fiftieth of what is seen

const section = document.querySelector("[data-map]");
const rows = [...document.querySelectorAll("[data-place]")];
const field = section?.dataset.edits ? document.getElementById(section.dataset.edits) : null;
const isSketch = !section?.dataset.tiles;
const L = window.L;

const rounded = (value) => String(Number(value.toFixed(isSketch ? 0 : 5)));
const within = (value) => Math.min(EDGE, Math.max(0, value));

function read(text) {
  const found = text.split(";").map((part) => part.split(",").map((each) => Number(each.trim() || NaN)));
  return found.filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
}

const write = (points) => points.map((pair) => pair.map(rounded).join(",")).join("; ");
// A sketch runs across and down from its top left corner; leaflet's plain ground runs up.
const toGround = ([one, other]) => (isSketch ? [EDGE - other, one] : [one, other]);
const fromGround = ({ lat, lng }) => (isSketch ? [within(lng), within(EDGE - lat)] : [lat, lng]);

function ground(canvas) {
  const plain = { attributionControl: !isSketch, zoomSnap: 0.25, scrollWheelZoom: false };
  const map = L.map(canvas, isSketch ? { ...plain, crs: L.CRS.Simple, minZoom: 0, maxZoom: 5 } : plain);
  if (isSketch) {
    map.fitBounds([[0, 0], [EDGE, EDGE]]);
    const line = (from, to, weight) => L.polyline([from, to], { color: "#b1bbc1", weight, interactive: false }).addTo(map);
    for (let at = 0; at <= EDGE; at += 10) {
      line([at, 0], [at, EDGE], at % EDGE ? 1 : 3);
      line([0, at], [EDGE, at], at % EDGE ? 1 : 3);
    }
  } else {
    map.attributionControl.setPrefix(false);
    const credit = document.createElement("span");
    credit.textContent = section.dataset.credit;
    L.tileLayer(section.dataset.tiles, { attribution: credit.innerHTML, maxZoom: 19 }).addTo(map);
    const [lat, lng, zoom] = section.dataset.centre.split(",").map(Number);
    map.setView([lat || 0, lng || 0], zoom || 13);
  }
  return map;
}

function middle(points, isWay) {
  if (isWay) return points[Math.floor(points.length / 2)];
  return [0, 1].map((axis) => points.reduce((sum, pair) => sum + pair[axis], 0) / points.length);
}

function mark(at, text, look, name) {
  const icon = L.divIcon({ className: `app-map-mark app-map-mark--${look}`, html: text, iconSize: [26, 26] });
  return L.marker(at, { icon, keyboard: false, interactive: Boolean(name), title: name || "" });
}

function shape(points, kind, colour) {
  const looks = { color: COLOURS[colour], fillOpacity: 0.15, interactive: false, ...LINES[colour] };
  if (kind === "route") return L.polyline(points, looks);
  return points.length > 2 ? L.polygon(points, looks) : null;
}

function drawRows(map) {
  const all = [];
  for (const { dataset } of rows) {
    const points = read(dataset.points).map(toGround);
    if (!points.length) continue;
    shape(points, dataset.kind, dataset.colour)?.addTo(map);
    mark(middle(points, dataset.kind === "route"), dataset.place, dataset.colour, dataset.name).addTo(map);
    all.push(...points);
  }
  if (!isSketch && all.length) map.fitBounds(all, { maxZoom: 16, padding: [30, 30] });
}

// The points of the row that is being written

class Editor {
  constructor(map, tools) {
    this.map = map;
    this.layer = L.layerGroup().addTo(map);
    this.said = tools.querySelector("[data-said]");
    map.on("click", ({ latlng }) => this.set([...this.points(), fromGround(latlng)], "A point was put there."));
    field.addEventListener("input", () => this.draw());
    for (const button of tools.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => this.move(button.dataset.move));
    }
    for (const input of field.form.querySelectorAll("[name=kind], [name=colour]")) {
      input.addEventListener("change", () => this.draw());
    }
    tools.hidden = false;
    this.draw();
    const points = this.points().map(toGround);
    if (!isSketch && points.length) map.fitBounds(points, { maxZoom: 16, padding: [60, 60] });
  }

  points() {
    return read(field.value);
  }

  move(where) {
    const points = this.points();
    if (where === "add") return this.set([...points, fromGround(this.map.getCenter())], "A point was put in the middle.");
    if (!points.length) return this.say("There is no point yet. Put one in the middle first.");
    if (where === "undo") return this.set(points.slice(0, -1), "The last point was taken away.");
    const [across, down] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[where];
    const [one, other] = points.at(-1);
    const bounds = this.map.getBounds();
    const moved = isSketch
      ? [within(one + across * STEP), within(other + down * STEP)]
      : [one - (down * (bounds.getNorth() - bounds.getSouth())) / 50, other + (across * (bounds.getEast() - bounds.getWest())) / 50];
    return this.set([...points.slice(0, -1), moved], "Moved.");
  }

  set(points, words) {
    field.value = write(points);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const last = points.at(-1);
    this.say(last ? `${words} The last of ${points.length} is at ${last.map(rounded).join(",")}.` : `${words} None is left.`);
  }

  say(words) {
    this.said.textContent = words;
  }

  chosen(name) {
    return field.form.querySelector(`[name=${name}]:checked`)?.value.toLowerCase();
  }

  draw() {
    this.layer.clearLayers();
    const points = this.points().map(toGround);
    if (!points.length) return;
    shape(points, this.chosen("kind"), this.chosen("colour") || "green")?.addTo(this.layer);
    points.forEach((at, number) => {
      const handle = mark(at, String(number + 1), "new", `Point ${number + 1}`).addTo(this.layer);
      handle.dragging?.enable();
      handle.on("dragend", () => {
        const all = this.points();
        all[number] = fromGround(handle.getLatLng());
        this.set(all, "Moved.");
      });
    });
  }
}

if (section && L) {
  const canvas = section.querySelector("[data-canvas]");
  canvas.hidden = false;
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", "Drawing of the map; arrow keys move it, plus and minus make it larger or smaller");
  section.querySelector("[data-sketch]")?.classList.add("app-for-print");
  const map = ground(canvas);
  drawRows(map);
  const tools = section.querySelector("[data-tools]");
  if (field && tools) new Editor(map, tools);
}
