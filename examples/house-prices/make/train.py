"""Trains the network on houses.npz and writes the models and the data of the example (numpy 2, onnx 1.2x; a minute).

The graph takes the columns as they are in the table, and answers in thousands of dollars: scaling at its begin and
exp at its end are part of it. The copies have their weights as whole numbers behind DequantizeLinear, one scale for
each output; biases stay in float.
"""
import csv
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

here = Path(__file__).parent
stored = np.load(here / 'houses.npz')
random = np.random.default_rng(20)
order = random.permutation(len(stored['price']))
test, train = np.sort(order[:800]), order[800:]
values, price = stored['values'], stored['price']
mean, deviation = values[train].mean(0), values[train].std(0)
scaled = np.clip((values - mean) / deviation, -4, 4)
centre, spread = np.log(price[train]).mean(), np.log(price[train]).std()
due = (np.log(price) - centre) / spread


def forward(weights, x):
    kept = [x]
    for at, (weight, bias) in enumerate(weights):
        x = x @ weight.T + bias
        if at < len(weights) - 1:
            x = np.maximum(x, 0)
        kept.append(x)
    return kept


def trained(sizes, steps=5000, rate=2e-3, decay=2e-2):
    weights = [
        [random.normal(0, np.sqrt(2 / a), (b, a)), np.zeros(b)] for a, b in zip(sizes, sizes[1:])
    ]
    first, second = [[[np.zeros_like(p) for p in pair] for pair in weights] for _ in range(2)]
    for step in range(1, steps + 1):
        rows = random.choice(train, 128)
        kept = forward(weights, scaled[rows])
        # the absolute difference, smooth near 0
        delta = (np.tanh((kept[-1][:, 0] - due[rows]) * 4) / len(rows))[:, None]
        for at in reversed(range(len(weights))):
            slopes = [delta.T @ kept[at] + decay * weights[at][0], delta.sum(0)]
            delta = (delta @ weights[at][0]) * (kept[at] > 0)
            for part, slope in enumerate(slopes):
                first[at][part] = 0.9 * first[at][part] + 0.1 * slope
                second[at][part] = 0.999 * second[at][part] + 0.001 * slope**2
                step_size = rate * min(1, 2 * (1 - step / steps)) * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
                weights[at][part] -= step_size * first[at][part] / (np.sqrt(second[at][part]) + 1e-8)
    return weights


def weight_of(name, weight, bits, nodes, constants):
    if bits is None:
        constants.append(numpy_helper.from_array(weight.astype(np.float32), name))
        return
    most = 2 ** (bits - 1) - 1
    scale = np.maximum(np.abs(weight).max(1) / most, 1e-9).astype(np.float32)
    whole = np.clip(np.rint(weight / scale[:, None]), -most, most).astype(np.int8)
    constants.append(numpy_helper.from_array(whole, f'{name}.whole'))
    constants.append(numpy_helper.from_array(scale, f'{name}.scale'))
    nodes.append(helper.make_node('DequantizeLinear', [f'{name}.whole', f'{name}.scale'], [name], axis=0))


def save(weights, bits, path):
    floats = {
        'mean': mean, 'deviation': deviation, 'lowest': np.array(-4.0), 'highest': np.array(4.0),
        'spread': np.array([spread]), 'centre': np.array([centre]),
    }  # fmt: skip
    constants = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in floats.items()]
    nodes = [
        helper.make_node('Sub', ['columns', 'mean'], ['moved']),
        helper.make_node('Div', ['moved', 'deviation'], ['divided']),
        helper.make_node('Clip', ['divided', 'lowest', 'highest'], ['layer0']),
    ]
    for at, (weight, bias) in enumerate(weights):
        weight_of(f'weight{at}', weight, bits, nodes, constants)
        constants.append(numpy_helper.from_array(bias.astype(np.float32), f'bias{at}'))
        is_last = at == len(weights) - 1
        out = 'log' if is_last else f'sum{at}'
        nodes.append(helper.make_node('Gemm', [f'layer{at}', f'weight{at}', f'bias{at}'], [out], transB=1))
        if not is_last:
            nodes.append(helper.make_node('Relu', [out], [f'layer{at + 1}']))
    nodes += [
        helper.make_node('Mul', ['log', 'spread'], ['spreadLog']),
        helper.make_node('Add', ['spreadLog', 'centre'], ['logPrice']),
        helper.make_node('Exp', ['logPrice'], ['price']),
    ]
    tensor = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes, 'houses', [tensor('columns', TensorProto.FLOAT, ['batch', values.shape[1]])],
        [tensor('price', TensorProto.FLOAT, ['batch', 1])], constants,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write_table(path):
    with open(path, 'w', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(['house', *stored['columns'], 'style', 'price'])
        for row in test:
            numbers = [f'{value:g}' if value < 1e6 else str(int(value)) for value in values[row]]
            writer.writerow([f'house-{row:04}', *numbers, stored['style'][row], f'{price[row]:g}'])


weights = trained([values.shape[1], 96, 48, 1])
answer = np.exp(forward(weights, scaled[test])[-1][:, 0] * spread + centre)
off = np.abs(answer / price[test] - 1)
print('within 10 %:', (off <= 0.1).mean(), 'median', np.median(off))
for name, bits in [('fp32', None), ('int8', 8), ('int4', 4)]:
    save(weights, bits, here.parent / f'models/prices.{name}.onnx')
write_table(here.parent / 'data/houses.csv')
