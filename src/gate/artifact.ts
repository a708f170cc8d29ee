import { Fault } from '../core/fault.js';
import { readGraph } from '../onnx/graph.js';
import { locateModel } from '../sources/model.js';

/** SHA-256 of a model file, external data included, as reports state it; a Fault when it is no model. */
export async function artifactDigest(directory: string, path: string): Promise<string> {
  const place = { file: path, line: 1, column: 1 };
  const found = await locateModel(directory, { path, place, ignoreOutputs: [] }, readGraph);
  if ('code' in found) throw new Fault(found);
  return found.sha256;
}
