"""What is kept of what a program prints."""

from __future__ import annotations

from passerelle.sandbox.transcript import Transcript


def fed(*pieces: bytes, most_bytes: int = 1 << 16) -> tuple[Transcript, list[str]]:
    told: list[str] = []
    transcript = Transcript(most_bytes=most_bytes, on_line=told.append)
    for piece in pieces:
        transcript.feed(piece)
    transcript.close()
    return transcript, told


def test_lines_are_joined_across_pieces_and_across_letters() -> None:
    transcript, told = fed(b"caf", b"\xc3", b"\xa9 cr\xc3\xa8me\nth\xc3", b"\xa9")

    assert told == ["café crème", "thé"]
    assert transcript.text == "café crème\nthé"
    assert transcript.last_line == "thé"


def test_the_last_line_is_the_error_even_after_a_flood() -> None:
    transcript, told = fed(
        b"begin\n", *[b"x" * 65536] * 20, b"\nValueError: no label\n\n", most_bytes=4096
    )

    assert transcript.last_line == "ValueError: no label"
    assert transcript.text.startswith("begin\nxxx")
    assert transcript.text.endswith("ValueError: no label\n\n")
    assert len(transcript.text) < 4200
    assert told[0] == "begin"
    assert told[-2:] == ["[… 1306653 bytes left out …]", "ValueError: no label"]


def test_nothing_is_said_twice_when_the_end_overlaps_the_beginning() -> None:
    transcript, _ = fed(b"0123456789", most_bytes=12)

    assert transcript.text == "0123456789"
    assert not transcript.is_cut


def test_control_characters_do_not_reach_a_reader() -> None:
    transcript, told = fed(b"\x1b[31mred\x1b[0m\x00\x07\n10%\r50%\r100%\r\n\xff\n")

    assert told == ["red", "100%", "�"]
    assert transcript.text == "red\n100%\n�\n"
