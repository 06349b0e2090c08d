"""What the scripts beside it share: a small machine as a table and a listing, and screenshots."""
import os, struct, subprocess, zlib

# Chromium leaves the lowest rows of a screenshot unpainted: as many as the frame of a window would take. They are cut off.
FRAME = 200

NIC = """{pf} Ethernet controller: {name}
\tCapabilities: [70] MSI-X: Enable+ Count=5 Masked-
\tCapabilities: [a0] Express (v2) {port}, MSI 00
\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy-
\t\tInitial VFs: {total}, Total VFs: {total}, Number of VFs: {vfs}, Function Dependency Link: 00
\t\tVF offset: 128, stride: 2, Device ID: 10ed
\tKernel driver in use: {driver}

"""
VF = """{at} Ethernet controller: {name}
\tCapabilities: [70] MSI-X: Enable+ Count=3 Masked-
\tCapabilities: [a0] Express (v2) {port}, MSI 00
\tKernel driver in use: {driver}

"""


def scope(kind, bus, *path, number=0):
    return struct.pack("<BBHBB", kind, 6 + 2 * len(path), 0, number, bus) + b"".join(struct.pack("BB", *hop) for hop in path)


def dmar(*units):
    """The ACPI table: units as (register base, catch-all, scopes)."""
    body = struct.pack("<BB10x", 38, 1)
    for base, catch_all, scopes in units:
        content = b"".join(scopes)
        body += struct.pack("<HHBBHQ", 0, 16 + len(content), 1 if catch_all else 0, 0, 0, base) + content
    header = struct.pack("<4sIBB6s8sI4sI", b"DMAR", 36 + len(body), 1, 0, b"EXAMPL", b"REPORT  ", 1, b"TEST", 1)
    table = bytearray(header + body)
    table[9] = -sum(table) & 0xFF
    return bytes(table)


IOAPIC = scope(3, 0xF0, (0x1F, 0), number=2)


def seed_machine():
    """The machine of S1 and S2 in samples/SeedThread as a listing and a table: one catch-all unit and a NIC with SR-IOV on the root bus."""
    listing = NIC.format(pf="00:02.0", name="nic", port="Root Complex Integrated Endpoint", total=7, vfs=2, driver="nic")
    for vf in ("00:12.0", "00:12.2"):
        listing += VF.format(at=vf, name="nic Virtual Function", port="Root Complex Integrated Endpoint", driver="nic")
    return listing, dmar((0xFED90000, True, [IOAPIC]))


def screenshot(folder, page, name, width, height, dark=False):
    """Takes docs/images/NAME.png of a page. With `dark`, the page is told that the user prefers dark colours."""
    picture = os.path.abspath(f"docs/images/{name}.png")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
               f"--user-data-dir={folder}/profile", f"--window-size={width},{height + FRAME}", "--virtual-time-budget=5000",
               f"--screenshot={picture}"]
    if dark:
        command.append("--blink-settings=preferredColorScheme=0")
    subprocess.run(command + [f"file://{page}"], check=True, stderr=subprocess.DEVNULL)
    keep_rows(picture, height)


def keep_rows(picture, height):
    """Cuts a PNG of eight bits a channel after a number of rows. A row depends on those above it only, so no pixel has to be decoded."""
    with open(picture, "rb") as file:
        signature, rest = file.read(8), file.read()
    header, data, place = b"", b"", 0
    while place < len(rest):
        length, kind = struct.unpack_from(">I4s", rest, place)
        content = rest[place + 8:place + 8 + length]
        if kind == b"IHDR":
            header = content
        elif kind == b"IDAT":
            data += content
        place += length + 12
    width, rows, depth, colours, *_, interlaced = struct.unpack(">IIBBBBB", header)
    channels = {2: 3, 6: 4}.get(colours)
    if depth != 8 or channels is None or interlaced or rows < height:
        raise SystemExit(f"{picture}: expected {height} rows or more of 8 bits, not interlaced; "
                         f"has {rows} rows, {depth} bits, colour type {colours}, interlaced {interlaced}")
    data = zlib.compress(zlib.decompress(data)[:height * (1 + width * channels)], 9)
    with open(picture, "wb") as file:
        file.write(signature)
        for kind, content in ((b"IHDR", struct.pack(">II", width, height) + header[8:]), (b"IDAT", data), (b"IEND", b"")):
            file.write(struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content)))
