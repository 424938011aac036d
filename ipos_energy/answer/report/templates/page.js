//<![CDATA[
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("year-data").textContent);
  const SVG = "http://www.w3.org/2000/svg";

  const unpacked = ({bits, text}) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return bits === 16 ? new Int16Array(bytes.buffer) : new Int32Array(bytes.buffer);
  };
  const minutes = unpacked(data.minutes);
  const count = minutes.length;
  const midnight = Date.parse(data.start + "T00:00:00Z");
  for (const one of data.panels.flatMap((panel) => panel.bands).concat(data.maps)) {
    one.values = unpacked(one.values);
  }

  const day = (moment) => `${moment.getUTCDate()} ${data.months[moment.getUTCMonth()]}`;
  const clock = (moment) => moment.toISOString().slice(11, 16);
  const at = (step) => new Date(midnight + 60000 * minutes[step]);
  const when = (step) => `${day(at(step))} ${at(step).getUTCFullYear()} ${clock(at(step))}`;
  const power = (hundredths) =>
    (hundredths / 100).toFixed(2).replace("-", "\u2212").replace(".", data.decimal) + " MW";

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "status");
  document.body.append(tip);
  const hide = () => { tip.style.display = "none"; };
  const show = (x, y, lines) => {
    tip.replaceChildren(...lines.map((line, row) => {
      const paragraph = document.createElement(row ? "div" : "b");
      paragraph.textContent = line;
      return paragraph;
    }));
    tip.style.display = "block";
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - box.width - 4))}px`;
    tip.style.top = `${Math.max(4, y + 14 + box.height > innerHeight ? y - box.height - 10 : y + 14)}px`;
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  const inside = (svg, event) => {
    const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
    return {x: (event.clientX - box.left) * view.width / box.width,
            y: (event.clientY - box.top) * view.height / box.height};
  };

  /* the whole period */
  const year = document.querySelector("svg.year");
  if (year) {
    const paths = [...year.querySelectorAll("path.band")];
    const times = [...year.querySelectorAll("g.times")];
    const shown = {first: 0, end: count};
    const least = Math.min(24, count);

    const draw = () => {
      const length = shown.end - shown.first;
      const columns = Math.min(length, 350);
      const edges = Array.from({length: columns + 1},
        (_, k) => shown.first + Math.round(k * length / columns));
      const x = (step) => (data.left + data.width * (step - shown.first) / length).toFixed(1);
      let number = 0;
      data.panels.forEach((panel, place) => {
        const top = data.top + data.pitch * place;
        const scale = data.height / ((panel.high - panel.low) || 1);
        const y = (value) => (top + (panel.high - value) * scale).toFixed(1);
        const base = {"1": new Float64Array(columns), "-1": new Float64Array(columns)};
        for (const band of panel.bands) {
          const inner = base[band.sign];
          const outer = inner.map((value, k) => {
            let sum = 0;
            for (let step = edges[k]; edges[k + 1] > step; step += 1) sum += band.values[step];
            return value + band.sign * sum / 100 / (edges[k + 1] - edges[k]);
          });
          let path = `M${x(edges[0])} ${y(inner[0])}`;
          outer.forEach((value, k) => { path += `V${y(value)}H${x(edges[k + 1])}`; });
          for (let k = columns - 1; k >= 0; k -= 1) path += `V${y(inner[k])}H${x(edges[k])}`;
          paths[number].setAttribute("d", path + "Z");
          number += 1;
          base[band.sign] = outer;
        }
      });
      label(length, x);
    };

    const label = (length, x) => {
      const span = length * data.blockHours;
      let marks = [];
      for (let step = shown.first; shown.end > step; step += 1) {
        const moment = at(step), before = step > 0 ? at(step - 1) : null;
        const new_day = !before || day(before) !== day(moment);
        if (span > 24 * 92) {
          if (new_day && (moment.getUTCDate() === 1 || step === shown.first)) {
            marks.push([step, data.months[moment.getUTCMonth()]]);
          }
        } else if (span > 24 * 3) {
          if (new_day) marks.push([step, day(moment)]);
        } else if (moment.getUTCMinutes() === 0 && moment.getUTCHours() % 6 === 0) {
          marks.push([step, moment.getUTCHours() ? clock(moment) : day(moment)]);
        }
      }
      const every = Math.ceil(marks.length / 13);
      marks = marks.filter((_, k) => k % every === 0);
      times.forEach((group, place) => {
        const y = data.top + data.pitch * place + data.height + 13;
        group.replaceChildren(...marks.map(([step, name]) => {
          const text = document.createElementNS(SVG, "text");
          text.setAttribute("x", x(step));
          text.setAttribute("y", y);
          text.textContent = name;
          return text;
        }));
      });
    };

    const look = (first, end) => {
      const length = Math.max(least, Math.min(count, Math.round(end - first)));
      shown.first = Math.max(0, Math.min(count - length, Math.round(first)));
      shown.end = shown.first + length;
      draw();
    };
    const zoom = (factor) => {
      const middle = (shown.first + shown.end) / 2, half = (shown.end - shown.first) * factor / 2;
      look(middle - half, middle + half);
    };
    const shift = (share) => {
      const by = share * (shown.end - shown.first);
      look(shown.first + by, shown.end + by);
    };

    const bar = document.createElement("p");
    bar.className = "zoom";
    const actions = [["in", () => zoom(0.5)], ["out", () => zoom(2)], ["earlier", () => shift(-0.5)],
                     ["later", () => shift(0.5)], ["all", () => look(0, count)]];
    for (const [word, action] of actions) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = data.words[word];
      button.addEventListener("click", action);
      bar.append(button, " ");
    }
    const help = document.createElement("span");
    help.className = "quiet";
    help.textContent = data.words.help;
    bar.append(help);
    year.closest("figure").prepend(bar);

    const cursor = document.createElementNS(SVG, "path");
    cursor.setAttribute("class", "cursor");
    const chosen = document.createElementNS(SVG, "rect");
    chosen.setAttribute("class", "chosen");
    year.append(chosen, cursor);
    let from = null;
    const step_at = (x) => Math.max(shown.first, Math.min(shown.end - 1, Math.floor(
      shown.first + (x - data.left) / data.width * (shown.end - shown.first))));
    year.addEventListener("mousedown", (event) => {
      const x = inside(year, event).x;
      if (x > data.left && data.left + data.width > x) {
        event.preventDefault();  /* a drag zooms there, and selects text elsewhere */
      }
    });
    year.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse") from = inside(year, event).x;
    });
    year.addEventListener("pointermove", (event) => {
      const {x, y} = inside(year, event);
      const panel = data.panels[Math.floor((y - data.top + 12) / data.pitch)];
      const outside = x > data.left + data.width || data.left > x;
      if (from !== null) {
        chosen.setAttribute("x", Math.min(from, x));
        chosen.setAttribute("width", Math.abs(x - from));
        chosen.setAttribute("y", data.top);
        chosen.setAttribute("height", data.pitch * data.panels.length);
      }
      if (!panel || outside) { hide(); return; }
      const step = step_at(x);
      cursor.setAttribute("d", `M${x.toFixed(1)} ${data.top}v${data.pitch * data.panels.length - 30}`);
      show(event.clientX, event.clientY, [`${panel.name}, ${when(step)}`].concat(
        panel.bands.filter((band) => band.values[step] !== 0).map(
          (band) => `${band.sign > 0 ? "+" : "\u2212"} ${band.name}: ${power(band.values[step])}`)));
    });
    const drop = (event) => {
      const x = inside(year, event).x, start = from;
      from = null;
      chosen.setAttribute("width", 0);
      if (start !== null) {
        if (Math.abs(x - start) > 6) look(step_at(Math.min(start, x)), step_at(Math.max(start, x)) + 1);
      }
    };
    year.addEventListener("pointerup", drop);
    year.addEventListener("pointerleave", (event) => {
      drop(event);
      hide();
      cursor.setAttribute("d", "");
    });
  }

  /* maps of hour and day */
  const places = new Map();
  for (let step = 0; count > step; step += 1) {
    places.set(Math.floor(minutes[step] / (60 * data.blockHours)), step);
  }
  document.querySelectorAll("svg.heat").forEach((svg, number) => {
    const map = data.maps[number], image = svg.querySelector("image");
    const box = ["x", "y", "width", "height"].map((name) => Number(image.getAttribute(name)));
    const days = Math.floor(minutes[count - 1] / 1440) + 1;
    svg.addEventListener("pointermove", (event) => {
      const {x, y} = inside(svg, event);
      const across = (x - box[0]) / box[2], up = 1 - (y - box[1]) / box[3];
      const off = 0 > across || across >= 1 || 0 > up || up >= 1;
      const minute = Math.floor(across * days) * 1440 + up * 1440;
      const step = off ? undefined : places.get(Math.floor(minute / (60 * data.blockHours)));
      if (step === undefined) { hide(); return; }
      show(event.clientX, event.clientY, [map.name, `${when(step)}: ${power(map.values[step])}`]);
    });
    svg.addEventListener("pointerleave", hide);
  });
})();
//]]>
