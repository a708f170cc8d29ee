"""Synthetic pictures: one to four shapes of three kinds on a shaded ground, with their boxes and masks."""
import numpy as np

KINDS = ["circle", "square", "triangle"]
SIDE = 64
GROUND = 0  # masks: 0 is the ground, 1 to 3 the kinds


def _inside(kind, x, y, radius):
    """Which of the pixels, given from the centre, a shape covers."""
    if kind == 0:
        return x * x + y * y <= radius * radius
    if kind == 1:
        return (np.abs(x) <= radius * 0.85) & (np.abs(y) <= radius * 0.85)
    return (y <= radius * 0.8) & (y >= 2 * np.abs(x) - radius)


def scene(random):
    """A picture (uint8, SIDE x SIDE x 3), its boxes [left, top, width, height, kind, area], its mask."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(float)
    tilt = random.uniform(-0.4, 0.4, 2)
    ground = random.uniform(60, 180, 3)
    picture = ground + ((x - 32) * tilt[0] + (y - 32) * tilt[1])[..., None]
    mask = np.zeros((SIDE, SIDE), np.uint8)
    placed = []
    for _ in range(random.integers(1, 5)):
        radius = random.uniform(5, 15)
        for _ in range(20):
            centre = random.uniform(radius, SIDE - radius, 2)
            if all(np.hypot(*(centre - other)) > 0.9 * (radius + far) for other, far in placed):
                break
        else:
            continue
        kind = int(random.integers(3))
        covered = _inside(kind, x - centre[0], y - centre[1], radius)
        colour = (ground + 128 + random.uniform(-60, 60, 3)) % 256
        picture[covered] = colour
        mask[covered] = kind + 1
        placed.append((centre, radius))
    boxes = []
    for index, (centre, radius) in enumerate(placed):
        reach = np.hypot(x - centre[0], y - centre[1]) <= radius * 1.25
        kinds = mask[reach & (mask > 0)]
        kind = int(mask[min(SIDE - 1, int(round(centre[1]))), min(SIDE - 1, int(round(centre[0])))])
        if len(kinds) == 0 or kind == 0:
            continue
        rows, columns = np.nonzero(reach & (mask == kind))
        left, top = int(columns.min()), int(rows.min())
        boxes.append([left, top, int(columns.max()) + 1 - left, int(rows.max()) + 1 - top, kind - 1, len(rows)])
    picture = picture + random.normal(0, 4, (SIDE, SIDE, 1))
    return np.clip(np.round(picture), 0, 255).astype(np.uint8), boxes, mask


def scenes(count, seed):
    random = np.random.default_rng(seed)
    return [scene(random) for _ in range(count)]


def model_input(pictures):
    """As the policy makes it: 0 to 1, channels first."""
    return np.ascontiguousarray(np.stack(pictures).astype(np.float32).transpose(0, 3, 1, 2) / 255)
