import { FAULT_KINDS } from '../../kernel/faults.ts';
import { parseScenario } from '../../scenarios/scenario.ts';
import { NotDone, type ControlRoutes } from '../call.ts';
import type { ControlledWorld } from '../controlled-world.ts';
import { isSwitch, ruleOf, SWITCHES, switchOf } from '../fault-switch.ts';

/** Ours, and no simulated system: pages and webhooks reach it over the same roads. */
const GATEWAY = { name: 'gateway', title: 'Our gateway', routes: [{ operation: 'call' }] };

function faults({ shop }: ControlledWorld) {
  const { world } = shop;
  const rules = world.faults
    .save()
    .rules.map(({ id, rule, seen, struck }) => ({ id, rule, seen, struck, by: switchOf(rule) ?? null }));
  const systems = [...world.services.values(), GATEWAY].map(({ name, title, routes }) => ({
    name,
    title,
    switch: rules.find(({ rule, by }) => by && rule.to === name)?.by ?? 'off',
    operations: [...new Set(routes.map(({ operation }) => operation))],
  }));
  const switches = Object.entries(SWITCHES).map(([name, { sentence }]) => ({ name, sentence }));
  return { systems, rules, switches, kinds: FAULT_KINDS, struck: Object.fromEntries(world.faults.struck) };
}

/** What goes wrong with messages on their way. */
export const faultCalls: ControlRoutes = (room) => [
  { method: 'GET', path: '/faults', answer: () => faults(room) },
  {
    method: 'POST',
    path: '/faults',
    answer({ body }) {
      const [rule] = parseScenario({ name: 'by-hand', title: 'By hand', sentence: 'By hand.', faults: [body] }).faults!;
      room.shop.world.faults.add(rule!);
      room.keep();
      return faults(room);
    },
  },
  {
    method: 'DELETE',
    path: '/faults/:id',
    answer({ params }) {
      const { faults: armed } = room.shop.world;
      const index = armed.save().rules.findIndex(({ id }) => id === Number(params['id']));
      const rule = armed.rules[index];
      if (!rule) throw new NotDone(404, `There is no rule ${params['id']}.`);
      armed.remove(rule);
      room.keep();
      return faults(room);
    },
  },
  {
    method: 'PUT',
    path: '/faults/switches/:system',
    answer({ params, body }) {
      const { world } = room.shop;
      const [system, wanted] = [params['system']!, body['switch']];
      if (!world.services.has(system) && system !== GATEWAY.name) throw new NotDone(404, `There is no system ${system}.`);
      if (wanted !== 'off' && !isSwitch(wanted)) throw new RangeError(`switch is off, ${Object.keys(SWITCHES).join(', ')}.`);
      for (const rule of [...world.faults.rules]) if (rule.to === system && switchOf(rule)) world.faults.remove(rule);
      if (wanted !== 'off') world.faults.add(ruleOf(wanted, system));
      room.keep();
      return faults(room);
    },
  },
];
