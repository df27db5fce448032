"""Debian's classic notebook on loopback, and one page of it in headless Chromium.

Needs Debian's jupyter-notebook, chromium, chromium-driver and python3-selenium.
"""

import os
import pathlib
import re
import secrets
import signal
import socket
import subprocess
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions as expected
from selenium.webdriver.support.ui import WebDriverWait

WIDTH, HEIGHT = 1000, 1000
PATIENCE = 60


class Server:
    """The notebook server over a folder; at the end it and its kernels are gone."""

    def __init__(self, home, folder, kernels):
        self.runtime = home / "runtime"
        self.log = home / "server.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.token = secrets.token_hex(16)
        self.address = "http://127.0.0.1:%d/" % port
        environment = dict(
            os.environ,
            HOME=str(home),
            JUPYTER_DATA_DIR=str(kernels),
            JUPYTER_RUNTIME_DIR=str(self.runtime),
            JUPYTER_CONFIG_DIR=str(home / "config"),
        )
        self.process = subprocess.Popen(
            ["/usr/bin/jupyter-notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1",
             "--port=%d" % port, "--NotebookApp.port_retries=0",
             "--NotebookApp.token=" + self.token, "--notebook-dir=" + str(folder)],
            env=environment, stdin=subprocess.DEVNULL,
            stdout=self.log.open("wb"), stderr=subprocess.STDOUT)

    def answers(self, _=None):
        if self.process.poll() is not None:
            raise AssertionError("the notebook server ended by itself")
        try:
            return urllib.request.urlopen(self.address + "api", timeout=5).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def url(self, notebook):
        return "%snotebooks/%s?token=%s" % (self.address, notebook, self.token)

    def kernels(self):
        """The processes that were handed a connection file of this server."""
        found = []
        for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = entry.read_bytes().split(b"\0")
            except OSError:
                continue
            if any(word.startswith(bytes(self.runtime)) for word in words):
                found.append(int(entry.parent.name))
        return found

    def stop(self):
        """Ends the server as a service manager would; returns the kernels it left behind."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        left = self.kernels()
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        return left


def browser(home):
    """Chromium without a window, a profile or anything to say to the network."""
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--user-data-dir=%s" % (home / "profile"),
        "--window-size=%d,%d" % (WIDTH, HEIGHT),
    ):
        options.add_argument(flag)
    service = Service(
        "/usr/bin/chromedriver", log_path=str(home / "driver.log"),
        env=dict(os.environ, HOME=str(home)))
    driver = webdriver.Chrome(service=service, options=options)
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False})
    return driver


class Page:
    """A notebook as a person has it before them: menus, buttons, keys, and what is seen."""

    def __init__(self, driver, url, pictures):
        self.driver = driver
        self.pictures = pictures
        driver.get(url)
        self.wait_idle()

    def wait(self, condition, what, seconds=PATIENCE):
        waiting = WebDriverWait(self.driver, seconds, poll_frequency=0.1)
        return waiting.until(condition, "expected within %d s: %s" % (seconds, what))

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def wait_idle(self):
        self.wait(lambda _: self.find_all("#kernel_indicator_icon.kernel_idle_icon"),
                  "an idle kernel")

    def kernel_name(self):
        return self.find(".kernel_indicator_name").text

    def menu(self, name, item):
        """Opens a menu of the menu bar and clicks an item."""
        self.find("#%slink" % name).click()
        entry = (By.CSS_SELECTOR, "#%s > a" % item)
        self.wait(expected.element_to_be_clickable(entry), "the menu item " + item).click()

    def button(self, action):
        self.find("button[data-jupyter-action='jupyter-notebook:%s']" % action).click()

    def confirm(self):
        button = (By.CSS_SELECTOR, ".modal.in .btn-danger")
        self.wait(expected.element_to_be_clickable(button), "a dialog to confirm").click()
        self.wait(lambda _: not self.find_all(".modal-backdrop"), "the dialog gone")

    def code_cells(self):
        return self.find_all("#notebook-container .code_cell")

    def click_into(self, index):
        cell = self.code_cells()[index]
        self.js("arguments[0].scrollIntoView({block: 'center'})", cell)
        cell.find_element(By.CSS_SELECTOR, ".CodeMirror-lines").click()
        return cell

    def press(self, *keys):
        """Presses keys; a pair is a key held and the one pressed with it."""
        actions = ActionChains(self.driver)
        for key in keys:
            if isinstance(key, tuple):
                actions.key_down(key[0]).send_keys(key[1]).key_up(key[0])
            else:
                actions.send_keys(key)
        actions.perform()

    def run(self, index):
        """Clicks into a code cell and runs it, without waiting for its end."""
        self.click_into(index)
        self.press((Keys.CONTROL, Keys.ENTER))

    def numbers(self):
        """What stands in the brackets of `In [ ]`, one for each code cell that has code."""
        return self.js("""
            return [...document.querySelectorAll('#notebook-container .code_cell')]
              .filter(cell => cell.querySelector('.CodeMirror').CodeMirror.getValue())
              .map(cell => cell.querySelector('.input_prompt').innerText.match(/\\[(.*)\\]/)[1].trim());
            """)

    def output(self, index):
        return self.js("return arguments[0].querySelector('.output').innerText",
                       self.code_cells()[index])

    def errors(self):
        return [element.text for element in self.find_all(".output_error")]

    def wait_ran(self, index, seconds=PATIENCE):
        self.wait(lambda _: self.numbers()[index].isdigit(), "the end of cell %d" % index, seconds)
        self.wait_idle()
        return self.output(index)

    def wait_all_ran(self):
        self.wait(lambda _: self.errors() or all(n.isdigit() for n in self.numbers()),
                  "all cells executed", 2 * PATIENCE)
        self.wait_idle()

    def watch_epochs(self):
        """Notes from here on every change of a line that says `epoch n of m`, as it is drawn."""
        self.js("""
            const seen = window.epochsSeen = [];
            new MutationObserver(() => {
              document.querySelectorAll('#notebook-container .code_cell').forEach((cell, index) => {
                const output = cell.querySelector('.output');
                const line = output.innerText.match(/epoch (\\d+) of (\\d+)[^\\n]*/);
                const before = seen.filter(s => s.cell === index).pop();
                if (line && !(before && before.line === line[0])) {
                  seen.push({cell: index, epoch: +line[1], of: +line[2], line: line[0],
                             height: Math.round(output.getBoundingClientRect().height)});
                }
              });
            }).observe(document.querySelector('#notebook-container'),
                       {childList: true, subtree: true, characterData: true, attributes: true});
            """)

    def epochs_seen(self):
        return self.js("return window.epochsSeen")

    def amiss(self):
        """What a person would not see whole: pictures, tables and text wider than their place."""
        return self.js("""
            const amiss = [];
            const name = e => (e.alt || e.innerText || e.tagName).slice(0, 60);
            const outputs = document.querySelector('#notebook-container');
            for (const picture of outputs.querySelectorAll('img')) {
              const place = picture.closest('.output_subarea, .rendered_html');
              if (!picture.complete || picture.naturalWidth === 0) {
                amiss.push('not loaded: picture ' + name(picture));
              } else if (picture.getBoundingClientRect().right
                         > place.getBoundingClientRect().right + 1) {
                amiss.push('wider than its place: picture ' + name(picture));
              }
            }
            for (const table of outputs.querySelectorAll('.output table')) {
              const box = table.getBoundingClientRect();
              const place = table.parentElement.getBoundingClientRect();
              if (box.height === 0 || box.right > place.right + 1) {
                amiss.push('not whole: table ' + name(table));
              }
            }
            for (const box of outputs.querySelectorAll(
                '.output_subarea, .output pre, .CodeMirror-scroll')) {
              if (box.scrollWidth > box.clientWidth + 1) {
                amiss.push('wider than the page: ' + name(box));
              }
            }
            for (const box of outputs.querySelectorAll('.output_scroll')) {
              if (box.textContent.includes('Model card')) continue;  // a page of its own
              amiss.push('so long that it scrolls: ' + name(box));
            }
            if (document.documentElement.scrollWidth > innerWidth) {
              amiss.push('the page is wider than the window');
            }
            return amiss;
            """)

    def shoot(self, name):
        self.driver.save_screenshot(str(self.pictures / (name + ".png")))

    def shoot_all(self, name):
        """The page from top to end, a window at a time."""
        height, view = self.js(
            "const s = document.querySelector('#site'); s.scrollTop = 0;"
            "return [s.scrollHeight, s.clientHeight]")
        last_cell = self.js(
            "const cells = document.querySelectorAll('.cell');"
            "return cells[cells.length - 1].getBoundingClientRect().bottom")
        parts = range(0, int(min(height, last_cell)), view - 40)
        for part, top in enumerate(parts, 1):
            self.js("document.querySelector('#site').scrollTop = arguments[0]", top)
            self.shoot("%s-%02d" % (name, part))
        return len(parts)

    def save(self, file):
        """Saves by the keyboard and waits until the file on the disk is another."""
        before = file.stat().st_mtime_ns
        self.press((Keys.CONTROL, "s"))
        self.wait(lambda _: file.stat().st_mtime_ns != before, "the notebook saved")
        self.wait(lambda _: re.search("Last Checkpoint", self.find("#save_widget").text),
                  "the checkpoint named")
