"""The notebooks as a person has them: Debian's classic notebook in headless Chromium.

Wants the kernel installed under $JUPYTER_DATA_DIR (else target/jupyter):
    JUPYTER_DATA_DIR=$PWD/target/jupyter mvn -q -B compile exec:exec@install
    /usr/bin/python3 .ci/browser_test.py
Pictures of what was seen are left in target/browser.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import nbformat
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions as expected
from selenium.webdriver.support.ui import WebDriverWait

from classic_notebook import Page, Server, browser

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURES = ROOT / "target" / "browser"
QUICKSTART = "01-quickstart.ipynb"
BEGIN = time.time()

PLANNED = 500
LONG_TRAINING = """\
var trained = Mesh.of(300).connect(Wiring.dense()).train(Datasets.iris(), "species",
    Training.defaults().epochs(%d).validation(0.2).patience(%d).listen(progress()));""" % (PLANNED, PLANNED)
TRAINED_EPOCHS = 'System.out.println("kept " + trained.history().epochs().size() + " epochs");'
SLEEP = 'System.out.println("asleep");\nThread.sleep(60_000);'
LOOP = 'System.out.println("looping");\nlong z = 0;\nwhile (true) z++;'
ALIVE = 'System.out.println("alive " + (6 * 7));'
STOPPED_CELLS = [LONG_TRAINING, TRAINED_EPOCHS, SLEEP, ALIVE, LOOP, ALIVE, ""]

DARK = """
    const style = document.createElement('style');
    style.textContent = 'body, #site, #notebook, #notebook-container, .cell, div.output_area'
      + ' { background: #111 !important; color: #ddd !important; }'
      + ' .output_area pre, .rendered_html, .rendered_html * { color: #ddd !important; }'
      + ' .rendered_html tr, .rendered_html code'
      + ' { background: none !important; }';
    document.head.append(style);"""


def say(text):
    print("%5.1f s  %s" % (time.time() - BEGIN, text), flush=True)


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def check_whole_page(page):
    check(not page.errors(), "expected no errors, got: %s" % page.errors())
    check(all(n.isdigit() for n in page.numbers()), "cells not run: %s" % page.numbers())
    amiss = page.amiss()
    check(not amiss, "expected everything to be seen whole, but:\n  " + "\n  ".join(amiss))


def check_bar_moved(page, least):
    """The epochs drawn by the first training of the page."""
    seen = page.epochs_seen()
    epochs = [s["epoch"] for s in seen if s["cell"] == seen[0]["cell"]]
    check(len(epochs) >= least, "expected the bar to move %d times, saw %s" % (least, epochs))
    check(epochs == sorted(epochs), "expected the bar to go forward only, saw %s" % epochs)
    heights = {s["height"]: s["line"] for s in seen if s["cell"] == seen[0]["cell"]}
    check(len(heights) == 1, "expected a bar of one height, got %s" % heights)
    return epochs


def quickstart(page, file):
    """Run all, look, save, restart and run all again."""
    check("Java (meshnn)" in page.kernel_name(), "kernel named " + page.kernel_name())
    page.shoot("01-top")
    page.watch_epochs()
    page.menu("cell", "run_all_cells")
    page.wait_all_ran()
    check_whole_page(page)
    moved = check_bar_moved(page, 2)
    counts = [len(page.find_all(s)) for s in (".output img", ".output table", ".output_html")]
    check(min(counts) > 0, "expected pictures and tables, saw %s" % counts)
    say("quickstart: %d cells, %d pictures, %d tables; the bar moved %d times (%s to %s)"
        % (len(page.numbers()), counts[0], counts[1], len(moved), moved[0], moved[-1]))
    page.save(file)
    check_saved(file)
    say("saved, with outputs")
    say("%d pictures of the page" % page.shoot_all("01-page"))

    before = page.find(".output_area")
    page.menu("kernel", "restart_run_all")
    page.confirm()
    page.wait(expected.staleness_of(before), "the old outputs gone")
    page.wait_all_ran()
    check_whole_page(page)
    check(page.numbers()[0] == "1", "expected numbers from 1 on, got %s" % page.numbers())
    say("restarted, all cells run again")
    page.js(DARK)
    page.shoot_all("01-dark")


def check_saved(file):
    saved = nbformat.read(file, as_version=4)
    nbformat.validate(saved)
    empty = [c.id for c in saved.cells if c.cell_type == "code" and not c.outputs]
    check(not empty, "expected outputs in the saved notebook, none in the cells %s" % empty)


def stop_button(page):
    """A long training, a sleep and a busy loop, each ended by the stop button."""
    page.watch_epochs()
    page.run(0)
    page.wait(lambda _: len(page.epochs_seen()) >= 5
              and page.epochs_seen()[-1]["epoch"] >= PLANNED // 20, "a bar that moves")
    page.shoot("02-training")
    output = stop(page, 0)
    check_bar_moved(page, 5)
    page.shoot("02-stopped")
    check("interrupted" in output, "expected the bar to say that it was interrupted: " + output)
    page.run(1)
    kept = int(page.wait_ran(1).split()[1])
    check(0 < kept < PLANNED, "expected some of the epochs, got %d" % kept)
    say("the stopped training kept %d epochs" % kept)
    for index, word in ((2, "asleep"), (4, "looping")):
        page.run(index)
        page.wait(lambda _: word in page.output(index), "a cell that is " + word)
        output = stop(page, index)
        check("nterrupted" in output, "expected to read that it was interrupted: " + output)
        page.run(index + 1)
        check("alive 42" in page.wait_ran(index + 1), "expected the next cell to work")
    page.shoot("02-stopped-all")


def stop(page, index):
    begin = time.time()
    page.button("interrupt-kernel")
    output = page.wait_ran(index, 10)
    say("cell %d stopped after %.1f s" % (index, time.time() - begin))
    return output


def typing(page, index):
    """Tab lists completions, Shift-Tab shows a signature."""
    page.click_into(index)
    page.press("Mesh.", Keys.TAB)
    page.wait(lambda _: page.find_all(".completions option"), "completions of Mesh.")
    offered = [option.text for option in page.find_all(".completions option")]
    check(any(o.startswith("of(") for o in offered), "expected of( among %s" % offered)
    page.shoot("03-completions")
    page.press(Keys.ESCAPE)
    page.wait(lambda _: not page.find_all(".completions"), "the completions closed")
    page.click_into(index)
    page.press(Keys.END, "of", (Keys.SHIFT, Keys.TAB))
    tooltip = page.wait(
        expected.visibility_of_element_located((By.CSS_SELECTOR, "#tooltip .tooltiptext")),
        "a tooltip")
    page.wait(lambda _: "of(int" in tooltip.text, "the signature of Mesh.of in the tooltip")
    page.wait(lambda _: tooltip.find_element(By.XPATH, "..").value_of_css_property("opacity") == "1",
              "the tooltip faded in")
    page.shoot("03-tooltip")
    say("completions: %s; tooltip: %s" % (", ".join(offered), tooltip.text.splitlines()[0]))


def cleared(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def written(cells):
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "meshnn", "display_name": "Java (meshnn)"}})
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    return notebook


def scenarios(driver, server, folder):
    def page(name):
        say("open " + name)
        return Page(driver, server.url("notebooks/" + name), PICTURES)

    quickstart(page(QUICKSTART), folder / QUICKSTART)

    nbformat.write(written(STOPPED_CELLS), folder / "stop.ipynb")
    stopping = page("stop.ipynb")
    stop_button(stopping)
    typing(stopping, len(STOPPED_CELLS) - 1)
    stopping.save(folder / "stop.ipynb")

    for other in sorted(ROOT.glob("notebooks/0*.ipynb")):
        if other.name != QUICKSTART:
            opened = page(other.name)
            opened.menu("cell", "run_all_cells")
            opened.wait_all_ran()
            opened.shoot_all(other.stem)
            check_whole_page(opened)
            say("%s: %d cells" % (other.name, len(opened.numbers())))


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    kernels = pathlib.Path(os.environ.get("JUPYTER_DATA_DIR", ROOT / "target" / "jupyter"))
    with contextlib.ExitStack() as ending:
        home = pathlib.Path(ending.enter_context(tempfile.TemporaryDirectory()))
        for name in ("notebooks", "datasets"):
            shutil.copytree(ROOT / name, home / "work" / name)
        folder = home / "work" / "notebooks"
        for file in folder.glob("*.ipynb"):
            nbformat.write(cleared(nbformat.read(file, as_version=4)), file)
        server = Server(home, home / "work", kernels)
        ending.callback(stop_server, server)
        driver = browser(home)
        ending.callback(driver.quit)
        try:
            WebDriverWait(driver, 30, 0.1).until(server.answers, "expected a server within 30 s")
            scenarios(driver, server, folder)
        except BaseException:
            driver.save_screenshot(str(PICTURES / "failure.png"))
            print("see %s; the server's log:" % (PICTURES / "failure.png"))
            print(server.log.read_text()[-8000:])
            raise
    say("done")


def stop_server(server):
    count = len(server.kernels())
    begin = time.time()
    left = server.stop()
    say("server and %d kernels ended in %.1f s" % (count, time.time() - begin))
    if left:
        raise AssertionError("expected no kernel to outlive the server, killed %s" % left)


if __name__ == "__main__":
    sys.exit(main())
