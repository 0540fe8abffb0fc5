"""Touch 300 MB, 4 MB at a time; no more even where nothing stops it."""

held = []
for _ in range(75):
    held.append(b"x" * (4 << 20))
print("took all of it")
