import { openDoors } from '../../control-room/page/doors.ts';
import { browser } from './browser.ts';
import '../../control-room/page/control-room.ts';

openDoors(browser);
const room = document.createElement('control-room');
document.body.append(room);
