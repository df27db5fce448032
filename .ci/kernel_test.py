"""The installed kernel against jupyter_kernel_test, and what that suite does not ask.

Run with the Python that has Debian's python3-jupyter-kernel-test:
    /usr/bin/python3 .ci/kernel_test.py
"""

import subprocess
import sys
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
    invalid_code_samples = ["}", "int 3x = ;"]
    completion_samples = [
        {"text": "Math.ab", "matches": {"abs(", "absExact("}},
        {"text": "Tab", "matches": {"Table", "TableBlocks", "TableDigest", "Tables"}},
        {"text": "int q = 1; Math.sq", "matches": {"sqrt("}},
        {"text": "sho", "matches": {"short", "show(", "showProgress("}},
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

    @classmethod
    def setUpClass(cls):
        """The suite waits 0.1 s for each message, which a first cell on a busy machine may miss."""
        super().setUpClass()
        cls.kc.execute_interactive('show("warm"); clearOutput(); 1', timeout=60)


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


    def stopped(self, what, code, wait):
        """Runs a cell, interrupts it, prints how long it took to stop; the next cell must work."""
        request = self.client.execute(code)
        time.sleep(wait)
        begin = time.time()
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=60)
        print("%s stopped after %.2f s" % (what, time.time() - begin))
        self.assertEqual(reply["parent_header"]["msg_id"], request)
        self.assertEqual(self.run_cell("1 + 1")[0]["status"], "ok")
        return reply["content"]

    def test_interrupt_ends_a_sleep(self):
        self.assertEqual(self.stopped("sleep", "Thread.sleep(60_000);", 1)["ename"], "Interrupted")

    def test_interrupt_ends_waiting_for_input(self):
        request = self.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        self.client.get_stdin_msg(timeout=60)
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=60)
        while reply["parent_header"]["msg_id"] != request:  # of what starting the kernel asked
            reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(reply["content"]["ename"], "Interrupted")
        self.assertEqual(self.run_cell("1 + 1")[0]["status"], "ok")

    def test_interrupt_in_the_first_second(self):
        manager, client = start_new_kernel(kernel_name="meshnn")
        client.execute("while (true) { }")
        while client.get_iopub_msg(timeout=20)["msg_type"] != "execute_input":
            pass
        manager.interrupt_kernel()
        while True:
            content = client.get_shell_msg(timeout=20)["content"]
            if "execution_count" in content:
                break
        self.assertEqual(content["ename"], "Interrupted")
        client.stop_channels()
        manager.shutdown_kernel()

    def test_interrupt_ends_a_training_with_what_it_has(self):
        content = self.stopped(
            "training",
            'var partial = Mesh.of(40).connect(Wiring.dense()).train(Datasets.iris(), "species",'
            " Training.defaults().epochs(1_000_000));",
            4)
        self.assertEqual(content["status"], "ok")
        self.assertIn("partial", self.text_of("partial.history().epochs().size() + \" partial\""))

    def text_of(self, code):
        content, outputs = self.run_cell(code)
        self.assertEqual(content["status"], "ok", content)
        result, = [o for o in outputs if o["msg_type"] == "execute_result"]
        return result["content"]["data"]["text/plain"]

    def test_user_expressions_are_evaluated(self):
        self.run_cell("int seen = 20;")
        request = self.client.execute(
            "seen++;", user_expressions={"good": "seen * 2", "bad": "nowhere"})
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(reply["parent_header"]["msg_id"], request)
        values = reply["content"]["user_expressions"]
        self.assertEqual(values["good"]["data"]["text/plain"], "42")
        self.assertEqual(values["bad"]["ename"], "CompileError")

    def test_a_silent_cell_is_not_heard_of(self):
        request = self.client.execute('System.out.println("x"); int quiet = 5; quiet', silent=True)
        reply = self.client.get_shell_msg(timeout=60)
        before = reply["content"]["execution_count"]
        kinds = set()
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") == request:
                kinds.add(message["msg_type"])
                if message["content"].get("execution_state") == "idle":
                    break
        self.assertEqual(kinds, {"status"})
        self.client.execute("1", store_history=False)
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(reply["content"]["execution_count"], before)
        self.assertEqual(self.text_of("quiet"), "5")

    def test_reading_input_fails_where_there_is_none(self):
        self.client.execute("new Scanner(System.in).nextLine()", allow_stdin=False)
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(reply["content"]["status"], "error")
        self.assertIn("allow_stdin", reply["content"]["evalue"])

    def test_strange_messages_do_not_end_the_kernel(self):
        session = self.client.session
        self.client.shell_channel.send(session.msg("no_such_request", {}))
        self.client.shell_channel.send(session.msg("history_request", {"hist_access_type": 7}))
        key, session.key = session.key, b"wrong"
        self.client.shell_channel.send(session.msg("kernel_info_request", {}))
        session.key = key
        request = self.client.comm_info()
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(reply["parent_header"]["msg_id"], request)
        self.assertEqual(reply["content"]["comms"], {})
        self.assertEqual(self.run_cell("1 + 1")[0]["status"], "ok")

    def test_queued_cells_run_in_order(self):
        self.run_cell('String order = "";')
        for letter in "abc":
            self.client.execute('Thread.sleep(100); order += "%s";' % letter)
        for _ in "abc":
            self.assertEqual(self.client.get_shell_msg(timeout=60)["content"]["status"], "ok")
        self.assertEqual(self.text_of("order"), "abc")

    def test_output_arrives_while_the_cell_runs(self):
        seen = []
        begin = time.time()
        self.client.execute_interactive(
            'System.out.println("early"); Thread.sleep(2000); System.out.println("late");',
            output_hook=lambda o: seen.append((o["content"].get("text"), time.time() - begin)),
            timeout=60)
        texts = [s for s in seen if s[0]]
        self.assertEqual([t for t, _ in texts], ["early\n", "late\n"])
        self.assertGreater(texts[1][1] - texts[0][1], 1)

    def test_a_million_lines_arrive(self):
        lines = 0

        def count(output):
            nonlocal lines
            if output["msg_type"] == "stream":
                lines += output["content"]["text"].count("\n")

        begin = time.time()
        reply = self.client.execute_interactive(
            "for (int i = 0; i < 1_000_000; i++) System.out.println(i);",
            output_hook=count, timeout=120)
        print("%d lines in %.1f s" % (lines, time.time() - begin))
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertEqual(lines, 1_000_000)

    def test_positions_count_code_points(self):
        code = 'var s = "\U0001F600\U0001F600"; Math.absE'
        self.client.complete(code)
        content = self.client.get_shell_msg(timeout=60)["content"]
        self.assertEqual(content["matches"], ["absExact("])
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (len(code) - 4, len(code)))
        typed, = content["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(typed["type"], "function")
        self.assertIn("(int)", typed["signature"])
        code = '/* \U0001F600\U0001F600 */ Mesh.of(18) + 1'
        self.client.inspect(code, code.index("of") + 1)
        data = self.client.get_shell_msg(timeout=60)["content"]["data"]
        self.assertIn("at least 2", data["text/plain"])
        self.assertIn("<pre>Mesh Mesh.of(int neurons)</pre>", data["text/html"])

    def test_clear_output_lets_a_live_value_come_back(self):
        _, outputs = self.run_cell('var l = live("a"); clearOutput(); l.end("b");')
        kinds = [o["msg_type"] for o in outputs if o["msg_type"] not in ("status", "execute_input")]
        self.assertEqual(kinds, ["display_data", "clear_output", "display_data"])


class End(unittest.TestCase):
    def test_shutdown_while_a_cell_runs(self):
        manager, client = start_new_kernel(kernel_name="meshnn")
        client.execute("while (true) { }")
        time.sleep(2)
        process = manager.provisioner.process
        begin = time.time()
        client.shutdown()
        process.wait(timeout=20)
        print("shut down while busy after %.2f s" % (time.time() - begin))
        client.stop_channels()
        manager.shutdown_kernel(now=True)

    def test_a_cell_that_exits_says_so(self):
        manager, client = start_new_kernel(kernel_name="meshnn")
        client.execute("System.exit(0);")
        printed = ""
        while "this process ends" not in printed:
            message = client.get_iopub_msg(timeout=20)
            printed += message["content"].get("text", "")
        manager.provisioner.process.wait(timeout=20)
        client.stop_channels()
        manager.shutdown_kernel(now=True)

    def test_no_orphan(self):
        front_end = subprocess.Popen(
            [sys.executable, "-c",
             "import time; from jupyter_client.manager import start_new_kernel as start;"
             "m, c = start(kernel_name='meshnn'); c.execute('while (true) { }');"
             "print(m.provisioner.process.pid, flush=True); time.sleep(600)"],
            stdout=subprocess.PIPE, text=True)
        kernel = int(front_end.stdout.readline())
        time.sleep(1)
        begin = time.time()
        front_end.kill()
        front_end.wait()
        front_end.stdout.close()
        while alive(kernel) and time.time() - begin < 30:
            time.sleep(0.05)
        self.assertFalse(alive(kernel))
        print("kernel gone %.2f s after its front end was killed" % (time.time() - begin))


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    unittest.main(verbosity=2)
