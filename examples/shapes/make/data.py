"""The example's data: pictures/*.png, masks/*.png (palette), boxes.json (COCO), masks.jsonl, and the names."""
import json
import sys
from pathlib import Path

from PIL import Image

from scenes import KINDS, SIDE, scenes

out = Path(sys.argv[1])
for folder in ("pictures", "masks"):
    (out / folder).mkdir(parents=True, exist_ok=True)
images, annotations, rows = [], [], []
for number, (picture, boxes, mask) in enumerate(scenes(150, seed=7), start=1):
    name = f"{number:03}.png"
    # 32 colours a picture: a third of the bytes, and the models see what they were fed, not what was drawn
    Image.fromarray(picture).quantize(32, dither=Image.Dither.NONE).save(out / "pictures" / name, optimize=True)
    palette = Image.fromarray(mask, "P")
    palette.putpalette([40, 40, 40, 220, 60, 60, 60, 200, 90, 70, 110, 230])
    palette.save(out / "masks" / name, optimize=True)
    images.append({"id": number, "file_name": name, "width": SIDE, "height": SIDE})
    for left, top, width, height, kind, area in boxes:
        annotations.append({"id": len(annotations) + 1, "image_id": number, "category_id": kind + 1,
                            "bbox": [left, top, width, height], "area": area, "iscrowd": 0})
    rows.append(json.dumps({"picture": f"pictures/{name}", "mask": f"masks/{name}"}))
categories = [{"id": at, "name": name} for at, name in enumerate(KINDS, start=1)]
boxes = {"images": images, "annotations": annotations, "categories": categories}
(out / "boxes.json").write_text(json.dumps(boxes, separators=(",", ":")) + "\n")
(out / "shapes.txt").write_text("\n".join(KINDS) + "\n")
(out / "grounds.txt").write_text("\n".join(["ground", *KINDS]) + "\n")
