"""Turn kept pictures of the screen into PNGs to look at: pictures.py OUT-FOLDER [FILE.svg …]."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def png(svg: Path, folder: Path, browser: str) -> Path:
    """Draw the picture with the fonts of this machine, as wide as it was made."""
    text = svg.read_text(encoding="utf-8")
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
    width, height = (str(int(float(one)) + 1) for one in size.groups()) if size else ("1200", "800")
    # The web font that Rich names is not to be fetched; a browser page gives no margin to trim.
    text = re.sub(r"@font-face\s*{.*?}", "", text, flags=re.DOTALL)
    text = text.replace("Fira Code", "DejaVu Sans Mono")
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{svg.stem}.html"
    page.write_text(f'<meta charset="utf-8"><body style="margin:0">{text}', encoding="utf-8")
    out = folder / f"{svg.stem}.png"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    subprocess.run(
        [browser, *options, f"--screenshot={out}", f"--window-size={width},{height}", page],
        check=True,
        capture_output=True,
        timeout=60,
    )
    page.unlink()
    return out


def main(arguments: list[str]) -> int:
    """All kept pictures, or the named ones."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not arguments or browser is None:
        print("needs a folder to write to" if browser else f"needs one of {', '.join(BROWSERS)}")
        return 2
    kept = sorted((Path(__file__).parent / "goldens").glob("*.svg"))
    for svg in [Path(name) for name in arguments[1:]] or kept:
        print(png(svg, Path(arguments[0]).resolve(), browser))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
