import { Fault } from '@vitrine/contract';
import { readFileSync } from 'node:fs';
import { findScenario } from '../scenarios/find-scenario.ts';
import { serveWorld } from '../server/serve-world.ts';
import { HELP, readArguments, type StandaloneArguments } from './arguments.ts';
import { Standalone } from './standalone.ts';

let told: StandaloneArguments;
try {
  told = readArguments(process.argv.slice(2));
} catch (problem) {
  console.error((problem as Error).message);
  process.exit(2);
}
if (told.isHelp) {
  console.log(HELP);
  process.exit(0);
}

const { scenario: wanted, port, ...rest } = told;
const opened: { standalone?: Standalone } = {};
try {
  const scenario = wanted === undefined ? undefined : findScenario(wanted, (file) => readFileSync(file, 'utf8'));
  const server = await serveWorld({
    port,
    world: () => {
      if (!opened.standalone) throw new Error('the world is still being made.');
      return opened.standalone.shop.world;
    },
    extra: async (request) => opened.standalone?.answer(request),
  });
  opened.standalone = new Standalone({ ...rest, scenario, url: server.url, outside: fetch, makeId: () => crypto.randomUUID() });
  const { world } = opened.standalone.shop;
  const systems = [...world.services.values()].map(({ name, title }) => `    ${server.url}/sim/${name}`.padEnd(48) + title);
  console.log(`
  World ${world.seed} with ${world.seeds.articles.length} articles, at ×${rest.speed}${scenario ? `, playing "${scenario.title}"` : ''}.

${systems.join('\n')}

    ${server.url}/          keys, magic values and every call
    ${server.url}/control/state   the clock, for programs; docs/control-room.md has the calls

  Ctrl-C stops.
`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    opened.standalone?.close();
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (problem) {
  console.error(problem instanceof Fault || problem instanceof RangeError ? problem.message : problem);
  process.exit(1);
}
