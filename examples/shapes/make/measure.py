"""The detector's twelve numbers by pycocotools, with nothing of the gate's: what the test of this example expects."""
import contextlib
import io
import sys
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

here = Path(__file__).parent.parent


def iou(one, other):
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    both = width * height
    return 0 if width <= 0 or height <= 0 else both / (one[2] * one[3] + other[2] * other[3] - both)


def found(session, image):
    picture = np.asarray(Image.open(here / "data/pictures" / image["file_name"]).convert("RGB"))
    feed = picture.astype(np.float32).transpose(2, 0, 1)[None] / np.float32(255)
    places = session.run(None, {"image": feed})[0][0].astype(float).T
    kind, score = places[:, 4:].argmax(1), places[:, 4:].max(1)
    box = np.concatenate([places[:, :2] - places[:, 2:4] / 2, places[:, 2:4]], 1)
    kept = []
    for at in np.argsort(-score, kind="stable"):
        if score[at] > 0.001 and all(kind[one] != kind[at] or iou(box[one], box[at]) <= 0.45 for one in kept):
            kept.append(at)
    return [{"image_id": image["id"], "category_id": int(kind[at]) + 1, "bbox": box[at].tolist(), "score": float(score[at])}
            for at in kept]


with contextlib.redirect_stdout(io.StringIO()):
    coco = COCO(here / "data/boxes.json")
for name in sys.argv[1:] or ["fp32", "int8", "pruned"]:
    session = ort.InferenceSession(str(here / f"models/detector.{name}.onnx"), providers=["CPUExecutionProvider"])
    boxes = [box for image in coco.dataset["images"] for box in found(session, image)]
    with contextlib.redirect_stdout(io.StringIO()):
        run = COCOeval(coco, coco.loadRes(boxes), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
    print(name, run.stats.tolist())
