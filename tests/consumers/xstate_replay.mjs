// Replay lives in XState: read [{machine, lives: [[{event, stage}]]}], write what differs.
import { readFileSync } from "node:fs";
import { createActor, createMachine } from "xstate";
import { actions, guards } from "./renkei.mjs";

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const told = { lives: 0, events: 0, steps: 0, wrong: [] };
for (const { machine, lives } of cases) {
  const implemented = createMachine(JSON.parse(machine)).provide({ guards, actions });
  for (const life of lives) {
    const actor = createActor(implemented).start();
    told.lives += 1;
    let before = actor.getSnapshot().value;
    for (const [place, { event, stage }] of life.entries()) {
      actor.send(event);
      const found = actor.getSnapshot().value;
      told.events += 1;
      told.steps += found !== before;
      before = found;
      if (found !== stage) {
        told.wrong.push({ machine: JSON.parse(machine).id, place, event, expected: stage, found });
        break;
      }
    }
  }
}
process.stdout.write(JSON.stringify(told));
