"""The installed kernel against jupyter_kernel_test, and what that suite does not ask.

Run with the Python that has Debian's python3-jupyter-kernel-test:
    /usr/bin/python3 .ci/kernel_test.py
"""

import time
import unittest

import jupyter_kernel_test
from jupyter_client.manager import start_new_kernel


class Protocol(jupyter_kernel_test.KernelTests):
    kernel_name = "meshnn"
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("test");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "int a = 6;\na * 7", "result": "42"},
        {"code": "6 * 7;", "result": "42"},
        {"code": "int b = 1; b; b + 1", "result": "2"},
        {"code": '"a\\tb\\u00e9"', "result": "a\tb\u00e9"},
    ]
    code_display_data = [
        {"code": 'show(Table.create("t", IntColumn.create("x", 1)))', "mime": "text/html"},
        {"code": "show(new java.awt.image.BufferedImage(2, 2, 1))", "mime": "image/png"},
    ]
    code_generate_error = 'throw new IllegalStateException("boom");'
    complete_code_samples = [
        "int x = 1;", "1 + 1", "void f() { }", "// comment", "", "import java.util.*;",
        "int x = 1; int y = 2", "record P(int x) {}", "Mesh.of?",
    ]
    incomplete_code_samples = [
        "int f(int x) {", "foo(1,", "for (int i = 0; i < 3; i++)", "class A {", "/* comment",
        "if (true) {", 'String s = """',
    ]
    invalid_code_samples = ["}", "int 3x = ;", "class { }"]
    completion_samples = [
        {"text": "Math.ab", "matches": {"abs(", "absExact("}},
        {"text": "Tab", "matches": {"Table"}},
        {"text": "int q = 1; Math.sq", "matches": {"sqrt("}},
        {"text": "sho", "matches": {"short", "show("}},
        {"text": "import java.util.Arr", "matches": {"ArrayDeque", "ArrayList", "Arrays"}},
        {"text": "Mesh.of(3).conn", "matches": {"connect("}},
        {"text": "Activation.TA", "matches": {"TANH"}},
        {"text": "new StringBuild", "matches": {"StringBuilder("}},
    ]
    code_inspect_sample = "Math.max"
    code_page_something = "Mesh.of?"
    code_clear_output = 'System.out.println("gone"); clearOutput();'
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")


class Behaviour(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        begin = time.time()
        cls.manager, cls.client = start_new_kernel(kernel_name="meshnn")
        print("kernel ready after %.1f s" % (time.time() - begin))

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        begin = time.time()
        cls.manager.shutdown_kernel()
        print("kernel gone after %.1f s" % (time.time() - begin))

    def run_cell(self, code, interrupt_after=None):
        outputs = []
        if interrupt_after is None:
            reply = self.client.execute_interactive(code, output_hook=outputs.append, timeout=60)
        else:
            request = self.client.execute(code)
            time.sleep(interrupt_after)
            self.manager.interrupt_kernel()
            reply = self.client.get_shell_msg(timeout=60)
            self.assertEqual(reply["parent_header"]["msg_id"], request)
        return reply["content"], outputs

    def test_interrupt_stops_a_busy_loop(self):
        begin = time.time()
        content, _ = self.run_cell("long z = 0; while (true) z++;", interrupt_after=2)
        self.assertEqual(content["status"], "error")
        self.assertEqual(content["ename"], "Interrupted")
        print("busy loop stopped after %.1f s" % (time.time() - begin - 2))
        content, _ = self.run_cell("int alive = 1;")
        self.assertEqual(content["status"], "ok")

    def test_interrupt_lets_a_cooperative_loop_return(self):
        self.run_cell("int done = 0;")
        content, _ = self.run_cell(
            "int n = 0; while (!Thread.interrupted()) n++;", interrupt_after=2)
        self.assertEqual(content["status"], "ok")

    def test_an_error_names_the_line(self):
        content, _ = self.run_cell("int ok = 1;\nint bad = nowhere;")
        self.assertEqual(content["ename"], "CompileError")
        self.assertIn("line 2: cannot find symbol", content["evalue"])

    def test_queued_cells_are_not_run_after_an_error(self):
        self.run_cell("int ran = 0;")
        first = self.client.execute('Thread.sleep(300); throw new RuntimeException("x");')
        second = self.client.execute("ran = 1;")
        replies = {}
        while len(replies) < 2:
            reply = self.client.get_shell_msg(timeout=60)
            replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        self.assertEqual(replies, {first: "error", second: "aborted"})
        content, outputs = self.run_cell("ran")
        self.assertEqual(content["status"], "ok")
        results = [o for o in outputs if o["msg_type"] == "execute_result"]
        self.assertEqual(results[0]["content"]["data"]["text/plain"], "0")

    def test_a_live_value_is_updated_in_place(self):
        _, outputs = self.run_cell('var bar = live("a"); bar.end("b");')
        shown = [o for o in outputs if o["msg_type"] in ("display_data", "update_display_data")]
        self.assertEqual([o["msg_type"] for o in shown], ["display_data", "update_display_data"])
        ids = {o["content"]["transient"]["display_id"] for o in shown}
        self.assertEqual(len(ids), 1)

    def test_input_is_read(self):
        request = self.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        question = self.client.get_stdin_msg(timeout=60)
        self.assertEqual(question["msg_type"], "input_request")
        self.client.input("typed")
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(reply["parent_header"]["msg_id"], request)
        self.assertEqual(reply["content"]["status"], "ok")


if __name__ == "__main__":
    unittest.main(verbosity=2)
