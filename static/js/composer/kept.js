// What this browser keeps of a draft. A storage that is full or switched off keeps nothing; the
// server still does.

export class Kept {
  constructor(place) {
    this.key = `bobbin.draft.${document.body.dataset.userId}.${place}`;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  write(draft) {
    try {
      localStorage.setItem(this.key, JSON.stringify(draft));
    } catch { /* see above */ }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch { /* see above */ }
  }
}
