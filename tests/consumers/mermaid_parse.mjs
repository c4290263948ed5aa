// Parse drawings with Mermaid's own parser: read [{text, labels}], write what is refused or lost.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import("mermaid");

const drawings = JSON.parse(readFileSync(process.argv[2], "utf8"));
const told = { drawings: 0, wrong: [] };
for (const { text, labels } of drawings) {
  told.drawings += 1;
  try {
    await mermaid.parse(text);
    const drawn = await mermaid.mermaidAPI.getDiagramFromText(text);
    const found = drawn.db.getData().nodes.map((node) => node.label);
    const lost = labels.filter((label) => !found.includes(label));
    if (lost.length) told.wrong.push({ text, problem: `lost: ${lost}` });
  } catch (error) {
    told.wrong.push({ text, problem: String(error.message) });
  }
}
process.stdout.write(JSON.stringify(told));
