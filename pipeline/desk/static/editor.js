// The editor of a text: CodeMirror with light colours for the Markdown and YAML that issues are written in.
import {
  Decoration, EditorState, EditorView, HighlightStyle, StateEffect, StateField, StreamLanguage, defaultKeymap,
  drawSelection, highlightActiveLine, highlightSelectionMatches, history, historyKeymap, keymap, lineNumbers, search,
  searchKeymap, syntaxHighlighting, tags, yaml,
} from "./vendor/codemirror.js";

const markdown = StreamLanguage.define({
  name: "article",
  startState: () => ({ line: 0, inHead: false }),
  token(stream, state) {
    if (stream.sol()) {
      state.line += 1;
      if (stream.match(/^---\s*$/)) {
        state.inHead = state.line === 1;
        return "meta";
      }
      if (state.inHead && stream.match(/^\s*(-\s+)?[A-Za-z_]+(?=:)/)) return "propertyName";
      if (!state.inHead && stream.match(/^#{1,6}\s.*/)) return "heading";
      if (!state.inHead && stream.match(/^\s*(>|[-*+]\s|\d+\.\s|:::.*)/)) return "list";
    }
    if (state.inHead) {
      if (stream.match(/^\s#.*/)) return "comment";
      stream.next();
      return null;
    }
    if (stream.match(/^<!--.*?-->/)) return "comment";
    if (stream.match(/^\*\*[^*]+\*\*/)) return "strong";
    if (stream.match(/^\*[^*]+\*/)) return "emphasis";
    if (stream.match(/^!?\[[^\]]*\]\([^)]*\)/) || stream.match(/^\[\^[^\]]*\]/)) return "link";
    if (stream.match(/^\{[^}]*\}/)) return "meta";
    if (stream.match(/^\|/)) return "punctuation";
    stream.next();
    return null;
  },
  blankLine(state) { state.line += 1; },
});

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "bold", color: "var(--accent)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.atom], color: "var(--accent)" },
  { tag: [tags.comment, tags.meta, tags.punctuation], color: "var(--quiet)" },
  { tag: tags.list, color: "var(--accent)" },
  { tag: tags.strong, fontWeight: "bold" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, color: "var(--accent)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-content": { fontFamily: "var(--writing)", lineHeight: "1.75", padding: "0.6rem 0 40vh", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--quiet)", border: "none", lineHeight: "1.75" },
  ".cm-activeLine": { backgroundColor: "var(--mark)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--accent-soft)" },
  ".cm-line.cm-faulty": { boxShadow: "inset 3px 0 0 var(--error)", backgroundColor: "var(--error-soft)" },
  ".cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)" },
});

const setFaults = StateEffect.define();
const faultyLine = Decoration.line({ class: "cm-faulty" });
const faults = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setFaults)) continue;
      const lines = [...new Set(effect.value)].filter((line) => line >= 1 && line <= transaction.state.doc.lines);
      lines.sort((one, other) => one - other);
      return Decoration.set(lines.map((line) => faultyLine.range(transaction.state.doc.line(line).from)));
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * An editor below *parent*, with *phrases* for its own words. *onText* is told of each change by the user, *onCaret*
 * when he puts the caret elsewhere, *onShow* when he asks for the page, *onSave* when he wants the text saved.
 */
export function makeEditor(parent, label, phrases, { onText, onCaret, onShow, onSave }) {
  const nonce = document.querySelector("meta[name=csp-nonce]").content;

  const watch = EditorView.updateListener.of((update) => {
    if (update.docChanged) onText();
    const isByHand = update.transactions.some((each) => each.isUserEvent("select"));
    if (update.selectionSet && isByHand) onCaret();
  });
  const extensions = (name) => [
    EditorView.cspNonce.of(nonce), lineNumbers(), history(), drawSelection(), highlightActiveLine(), search({ top: true }),
    highlightSelectionMatches(), EditorView.lineWrapping, look, syntaxHighlighting(colours),
    name.endsWith(".md") ? markdown : name.endsWith(".yaml") ? StreamLanguage.define(yaml) : [],
    keymap.of([
      { key: "Mod-Enter", run: () => { onShow(); return true; } },
      { key: "Mod-s", run: () => { onSave(); return true; } },
      ...searchKeymap, ...historyKeymap, ...defaultKeymap,
    ]),
    EditorView.contentAttributes.of({ "aria-label": `${label}: ${name}`, spellcheck: "false", tabindex: "0" }), watch, faults,
    EditorState.phrases.of(phrases),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ doc: "", extensions: extensions("") }) });

  return {
    /** Show *text* of the file *name*; the caret stays where it is in the same file. */
    load(name, text, keepsPlace) {
      const head = keepsPlace ? Math.min(view.state.selection.main.head, text.length) : 0;
      const top = view.scrollDOM.scrollTop;
      view.setState(EditorState.create({ doc: text, extensions: extensions(name), selection: { anchor: head } }));
      if (keepsPlace) view.scrollDOM.scrollTop = top;
    },
    text: () => view.state.doc.toString(),
    isComposing: () => view.composing,
    /** Line from 1 and column from 0 of the caret. */
    caret() {
      const head = view.state.selection.main.head;
      const line = view.state.doc.lineAt(head);
      return { line: line.number, column: head - line.from };
    },
    goTo(line, column = 0) {
      const found = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      const anchor = Math.min(found.to, found.from + column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    /** Mark the *lines* (from 1) that have errors. */
    markFaults(lines) {
      view.dispatch({ effects: setFaults.of(lines) });
    },
  };
}
