import { openDoors } from '../../control-room/page/doors.ts';
import { browser } from './browser.ts';
import '../../control-room/page/control-room.ts';

openDoors(browser);
const main = document.createElement('main');
const title = Object.assign(document.createElement('h1'), { textContent: 'Control room' });
main.append(title, document.createElement('control-room'));
document.body.append(main);
