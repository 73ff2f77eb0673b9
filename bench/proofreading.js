// What zhlint, lint-md and textlint find in sentences: JSON in (a list of texts), JSON out (per tool, per text, ranges).
const path = require("path");
const folder = process.argv[2];
const from = (name) => require(require.resolve(name, { paths: [folder] }));
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));

const zhlint = from("zhlint");
const lintMd = from("@lint-md/core");
const { createLinter, loadTextlintrc } = from("textlint");

async function main() {
  const linter = createLinter({ descriptor: await loadTextlintrc({ configFilePath: path.join(folder, ".textlintrc.json") }) });
  const found = { zhlint: [], "lint-md": [], textlint: [] };
  for (const text of texts) {
    const zh = zhlint.run(text, { rules: { preset: "default" } });
    found.zhlint.push((zh.validations ?? []).map((each) => [each.index, each.index + Math.max(1, each.length)]));
    const md = lintMd.lintMarkdown(text).lintResult;
    found["lint-md"].push(md.map((each) => [each.loc.start.offset, each.loc.end.offset]));
    const ja = await linter.lintText(text, "sentence.md");
    found.textlint.push(ja.messages.map((each) => each.range));
  }
  process.stdout.write(JSON.stringify(found));
}
main();
