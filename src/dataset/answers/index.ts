import type { Answer } from './answer.js';
import { classroom } from './classroom.js';
import { content } from './content.js';
import { game } from './game.js';
import { healthShop } from './health-shop.js';
import { marketplace } from './marketplace.js';

export const answers: readonly Answer[] = [content, healthShop, game, marketplace, classroom];
