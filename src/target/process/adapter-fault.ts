import { UntestableError } from '../target.js';

/** The adapter, and neither the SDK nor Lapse, is why nothing can be observed. Its message begins with the adapter. */
export class AdapterFault extends UntestableError {}
