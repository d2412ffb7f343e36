// What pages of Pullquote do beyond HTML: complete a question, copy a citation, find a line of another window.
"use strict";

const WAIT = 120; // milliseconds without a key before completions are asked for

function completes(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-completions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  input.after(list);
  const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
  let timer, asked = 0, chosen = -1, typed = input.value;

  const choose = (at) => {
    chosen = at;
    [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
    input.value = at < 0 ? typed : list.children[at].textContent;
  };
  const show = (texts) => {
    list.replaceChildren(...texts.map((text, number) => {
      const one = document.createElement("li");
      one.id = `${list.id}-${number}`;
      one.dir = "auto";
      one.textContent = text;
      one.setAttribute("role", "option");
      one.setAttribute("aria-selected", "false");
      return one;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !texts.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    const number = ++asked;
    try {
      const answer = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`);
      const texts = answer.ok ? await answer.json() : [];
      if (number === asked && document.activeElement === input) show(texts);
    } catch {
      show([]);
    }
  };
  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim()) timer = setTimeout(ask, WAIT);
    else show([]);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      choose(-1);
      show([]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count && !list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    }
  });
  input.addEventListener("blur", () => {
    asked += 1;
    clearTimeout(timer);
    show([]);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const at = [...list.children].indexOf(event.target.closest("li"));
    if (at < 0) return;
    choose(at);
    input.form.requestSubmit();
  });
}

function copies(text) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text.dataset.copy;
  button.setAttribute("aria-label", `${text.dataset.copy}: ${text.getAttribute("aria-label")}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = text.dataset.copied;
    setTimeout(() => { button.textContent = text.dataset.copy; }, 2000);
  });
  text.after(button);
}

function findsLine() {
  const article = document.querySelector("article[data-first]");
  const line = /^#L(\d+)/.exec(location.hash);
  if (!article || !line) return;
  const number = Number(line[1]);
  if (number >= Number(article.dataset.first) && number <= Number(article.dataset.last)) return;
  const there = new URL(location.href);
  if (there.searchParams.get("from") === line[1] || there.searchParams.has("at")) return;
  there.searchParams.set("from", line[1]);
  location.replace(there);
}

document.querySelectorAll("input[data-complete]").forEach(completes);
document.querySelectorAll("pre[data-copy]").forEach(copies);
addEventListener("hashchange", findsLine);
findsLine();
