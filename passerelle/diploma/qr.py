"""The address in a picture of a diploma's QR code. It is read, compared, never followed."""

from __future__ import annotations

from io import BytesIO

_MOST_PIXELS = 4_000_000
_FORMATS = ("PNG", "JPEG")
_JPEG_OPENING = b"\xff\xd8\xff"


def is_jpeg(data: bytes) -> bool:
    return data.startswith(_JPEG_OPENING)


def words_in_qr(data: bytes) -> tuple[str, ...]:
    """What each QR code of a picture says; none in a picture that is too large or damaged."""
    import zxingcpp  # both are large, and few readers bring a picture
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return ()
            picture.draft("L", None)
            grey = picture.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ()
    codes = zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return tuple(code.text for code in codes if code.valid)
