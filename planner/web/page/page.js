// The frame around the app: what the server says of files, uploads, and the end of a session.
"use strict";

const part = (id) => document.getElementById(id);

const offer = ({ name, path }) => {
  const link = part("saved");
  link.textContent = `Download ${name}`;
  link.href = path;
  link.download = name;
  link.hidden = false;
};

const end = (why) => {
  part("why").textContent =
    why || "The session has ended. The next start offers the unsaved work that was kept.";
  part("ended").hidden = false;
  part("again").focus();
};

const type = () => document.querySelector(".xterm-helper-textarea")?.focus();

// The terminal's own script makes its websocket; this one listens beside it.
window.WebSocket = class extends window.WebSocket {
  constructor(...parts) {
    super(...parts);
    this.addEventListener("message", (event) => {
      if (typeof event.data !== "string") return;
      const [kind, what] = JSON.parse(event.data);
      if (kind === "saved_file") offer(what);
    });
    this.addEventListener("open", type);
    this.addEventListener("close", (event) => end(event.reason));
  }
};

document.addEventListener("DOMContentLoaded", () => {
  part("again").addEventListener("click", () => window.location.reload());
  part("saved").addEventListener("click", () => setTimeout(type));
  part("file").addEventListener("change", async () => {
    const said = part("said");
    said.textContent = "Uploading ...";
    try {
      const body = new FormData(part("upload"));
      const answer = await fetch("/upload", { method: "POST", body });
      said.textContent = (await answer.json()).said;
    } catch {
      said.textContent = "Not uploaded: the planner does not answer.";
    }
    part("upload").reset();
    type();
  });
});
