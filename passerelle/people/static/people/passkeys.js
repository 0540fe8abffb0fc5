// Loaded by the pages where a passkey is made or used.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const described = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

/** A form that asks the browser for a passkey, then leaves with its answer.
    `kind` is create or get; the question is in the page (`question`) or at an address (`from`). */
class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.ask(event));
    addEventListener("pageshow", () => { this.busy = false; });
  }

  async ask(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.tell("asking");
    try {
      const { publicKey } = await this.question();
      const answer = await navigator.credentials[this.getAttribute("kind")]({ publicKey: readable(publicKey) });
      this.form.elements.credential.value = JSON.stringify(sendable(answer));
      this.form.submit();
    } catch (refused) {
      this.busy = false;
      this.tell(refused.name === "InvalidStateError" ? "known" : "refused");
    }
  }

  async question() {
    if (!this.hasAttribute("from")) return JSON.parse(document.getElementById(this.getAttribute("question")).textContent);
    const answer = await fetch(this.getAttribute("from"), { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no question");
    return (await answer.json()).request_options;
  }

  tell(key) {
    this.querySelector("[role=status]").textContent = this.dataset[key] ?? "";
  }
}

function readable(options) {
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) read.excludeCredentials = described(options.excludeCredentials);
  if (options.allowCredentials) read.allowCredentials = described(options.allowCredentials);
  return read;
}

function sendable({ id, rawId, type, response }) {
  const sent = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) sent[name] = text(response[name]);
  }
  return { id, rawId: text(rawId), type, response: sent, clientExtensionResults: {} };
}

customElements.define("passkey-form", PasskeyForm);
