import { caseClient } from './case-client.js';
import { layerClient } from './layer-client.js';

/** The page's only script; its digest is in the content security policy. */
export const client = `'use strict';${layerClient}${caseClient}`;
