"""The site as a reader has it, in headless Chromium, 360 and 1200 pixels wide, light and dark.

    mvn -Psite && /usr/bin/python3 .ci/site_test.py
No page may be wider than the window (what is wide scrolls in its own box), no picture wider than its
column, nothing may be fetched from elsewhere. Pictures of what was seen: target/site-pictures.
"""

import pathlib
import sys
import tempfile

from classic_notebook import browser

ROOT = pathlib.Path(__file__).resolve().parent.parent
SITE = ROOT / "target" / "site-meshnn"
PICTURES = ROOT / "target" / "site-pictures"
WIDTHS = (360, 1200)

LOOK = """
    const wide = document.documentElement.clientWidth;
    const inBox = e => {
      for (let p = e; p && p !== document.body; p = p.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(p).overflowX)) return true;
      return false;
    };
    const out = [...document.body.querySelectorAll('*')].filter(e => !inBox(e)
      && e.getBoundingClientRect().right > wide + 1).slice(0, 3)
      .map(e => e.tagName + ' ' + e.className + ' ' + e.innerText?.slice(0, 40));
    const pictures = [...document.images].filter(i => !i.complete || i.naturalWidth === 0
      || i.getBoundingClientRect().width > wide).length;
    const pre = document.querySelector('pre');
    return {all: document.images.length, page: document.documentElement.scrollWidth, wide, out, pictures,
      code: pre ? parseFloat(getComputedStyle(pre).fontSize) : 99,
      fetched: performance.getEntriesByType('resource').map(r => r.name)
        .filter(n => !n.startsWith('file:') && !n.startsWith('data:'))};
    """


def faults(seen, notebook):
    found = []
    if seen["page"] > seen["wide"]:
        found.append("is %(page)d wide in a window of %(wide)d: %(out)s" % seen)
    if seen["pictures"]:
        found.append("has %(pictures)d pictures that are missing or too wide" % seen)
    if notebook and seen["all"] == 0:
        found.append("is a notebook without pictures")
    if seen["code"] < 12:
        found.append("has code of %(code)s pixels" % seen)
    if seen["fetched"]:
        found.append("fetches %(fetched)s" % seen)
    return found


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [p for p in sorted(SITE.rglob("*.html")) if "javadoc" not in p.relative_to(SITE).parts]
    all_faults = []
    with tempfile.TemporaryDirectory() as home, browser(pathlib.Path(home)) as driver:
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
                    "features": [{"name": "prefers-color-scheme", "value": scheme}]})
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                    "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
                for page in pages:
                    name = str(page.relative_to(SITE))
                    driver.get(page.as_uri())
                    all_faults += ["%s at %d, %s: %s" % (name, width, scheme, f)
                                   for f in faults(driver.execute_script(LOOK), name.startswith("notebooks/0"))]
                    picture = "%s-%d-%s.png" % (name.replace("/", "_")[:-5], width, scheme)
                    driver.save_screenshot(str(PICTURES / picture))
    print("%d pages, %d faults" % (len(pages), len(all_faults)))
    print("\n".join(all_faults))
    return 1 if all_faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
