"""A small ICC profile of a press with one black ink, for tests: no printer's profile is shipped."""

import struct


def profile() -> bytes:
    """CMYK to Lab and back in 8-bit tables of two points (ICC.1:2001-04, 6.5.8): black alone."""
    to_lab = bytes(value for corner in range(16) for value in (0 if corner else 255, 128, 128))
    from_lab = bytes(
        value
        for lightness in (0, 1)
        for _a in (0, 1)
        for _b in (0, 1)
        for value in (0, 0, 0, 0 if lightness else 255)
    )
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": _table(4, 3, to_lab),
        b"B2A0": _table(3, 4, from_lab),
    }
    directory, bodies, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, body in tags.items():
        body += bytes(-len(body) % 4)
        directory += name + struct.pack(">2I", at + len(bodies), len(body))
        bodies += body
    size = at + len(bodies)
    header = struct.pack(
        ">I4sI4s4s4s6H4s", size, b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ",
        2000, 1, 1, 0, 0, 0, b"acsp",
    ) + bytes(28) + struct.pack(">3i", 63190, 65536, 54061) + bytes(48)  # fmt: skip
    return header + struct.pack(">I", len(tags)) + directory + bodies


def _table(inputs: int, outputs: int, values: bytes) -> bytes:
    identity = b"".join(struct.pack(">i", 65536 if i % 4 == 0 else 0) for i in range(9))
    straight = bytes(range(256))
    return (
        b"mft1" + bytes(4) + bytes((inputs, outputs, 2, 0)) + identity
        + straight * inputs + values + straight * outputs
    )  # fmt: skip
