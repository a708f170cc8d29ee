import { create } from '@bufbuild/protobuf';
import { GraphProtoSchema, type GraphProto, type NodeProto } from 'onnx-buf';
import { indexed, type OpenModel } from './model.js';

/** Leaves out what nobody reads any more: nodes and tensors that were read `before`. What was idle then stays. */
export function sweep(before: OpenModel, now: OpenModel): OpenModel {
  const idle = new Set(idleNodes(before.graph));
  let graph = now.graph;
  for (let left = -1; left !== graph.node.length;) {
    left = graph.node.length;
    const unread = new Set(idleNodes(graph).filter((node) => !idle.has(node)));
    graph = create(GraphProtoSchema, { ...graph, node: graph.node.filter((node) => !unread.has(node)) });
  }
  const [readBefore, readNow] = [namesRead(before.graph), namesRead(graph)];
  const declared = new Set(graph.input.map(({ name }) => name));
  const initializer = graph.initializer.filter(
    ({ name }) => readNow.has(name) || !readBefore.has(name) || declared.has(name),
  );
  const made = new Set(graph.node.flatMap(({ output }) => output));
  const valueInfo = graph.valueInfo.filter(({ name }) => made.has(name) || !before.makers.has(name));
  return indexed(
    { ...now.model, graph: create(GraphProtoSchema, { ...graph, initializer, valueInfo }) },
    now.raw,
  );
}

function idleNodes(graph: GraphProto): NodeProto[] {
  const read = namesRead(graph);
  return graph.node.filter(({ output }) => !output.some((name) => read.has(name)));
}

/** Every name that a node, a branch or a loop reads, and the outputs. */
function namesRead(graph: GraphProto): Set<string> {
  const names = new Set(graph.output.map(({ name }) => name));
  for (const node of graph.node) {
    for (const name of node.input) names.add(name);
    for (const { g, graphs } of node.attribute)
      for (const body of g === undefined ? graphs : [g, ...graphs])
        for (const name of namesRead(body)) names.add(name);
  }
  return names;
}
