/** What a command judges when nobody says what. */
export const defaultTarget = 'rudderstack-js';
