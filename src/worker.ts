import { serve } from './evaluate/serve.js';
import { kinds } from './kinds.js';
import { hideFloat16Array } from './runtimes/ort.js';

hideFloat16Array();

/** The channel is closed only when the goodbye is out: an end without it counts as a crash. */
const take = serve(kinds, (message) => {
  const after = message.is === 'bye' ? () => process.disconnect() : undefined;
  process.send?.(message, undefined, undefined, after);
});

process.on('message', take);
process.on('SIGINT', () => undefined); // Ctrl-C reaches us too; the parent decides
process.on('disconnect', () => {
  process.exit(); // the parent is gone, or everything is said
});
