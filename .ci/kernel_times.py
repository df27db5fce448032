"""How long the installed kernel takes, as a Markdown table: medians of three kernels; then what the
live view costs a training, as a ratio of times in pairs.

    /usr/bin/python3 .ci/kernel_times.py
"""

import statistics
import time

from jupyter_client.manager import start_new_kernel

KERNELS = 3
TRAINING = (
    'Mesh.of(40).connect(Wiring.dense()).train(Datasets.iris(), "species",'
    " Training.defaults().epochs(1_000_000));")
CHART = (
    'var chart = new org.knowm.xchart.XYChartBuilder().build();'
    ' chart.addSeries("y", new double[] {1, 2, 3}); show(chart);')
LIVE_COST = """
var images = Table.create("images");
var random = new Random(1);
for (int c = 0; c < 32; c++) {
    images.addColumns(DoubleColumn.create("x" + c, random.doubles(60_000).toArray()));
}
images.addColumns(IntColumn.create("digit", random.ints(60_000, 0, 10).toArray()));

double seconds(Mesh mesh, Table table, String label, int epochs, Listener listener) {
    var training = Training.defaults().epochs(epochs).batchSize(32).listen(listener);
    return mesh.train(table, label, training).history().last().seconds();
}

String cost(Mesh mesh, Table table, String label, int epochs) {
    double[] ratios = new double[15];
    double total = 0;
    for (int k = -2; k < ratios.length; k++) {
        double quiet = k % 2 == 0 ? seconds(mesh, table, label, epochs, (e, n) -> {}) : 0;
        double live = seconds(mesh, table, label, epochs, progress());
        quiet = k % 2 == 0 ? quiet : seconds(mesh, table, label, epochs, (e, n) -> {});
        if (k >= 0) {
            ratios[k] = live / quiet;
            total += quiet;
        }
    }
    Arrays.sort(ratios);
    return String.format(Locale.ROOT, "%.3f | %.3f to %.3f | %.1f s |",
        ratios[7], ratios[3], ratios[11], total / ratios.length);
}

System.out.println("| Iris, 18 neurons, 5,000 epochs | "
    + cost(Mesh.of(18).connect(Wiring.dense()), Datasets.iris(), "species", 5_000));
System.out.println("| 60,000 rows of 32 features, 93 neurons, 85 % zeros, T = 2, 40 epochs | "
    + cost(Mesh.of(93).connect(Wiring.random(0.15, 1)).ticks(2), images, "digit", 40));
"""


def answer(client, request):
    """The reply to this request; others may still be on their way."""
    while True:
        reply = client.get_shell_msg(timeout=120)
        if reply["parent_header"]["msg_id"] == request:
            return reply["content"]


def cell(client, code):
    begin = time.time()
    content = answer(client, client.execute(code))
    assert content["status"] == "ok", content
    return time.time() - begin


def interrupt(manager, client, code, wait):
    request = client.execute(code)
    time.sleep(wait)
    begin = time.time()
    manager.interrupt_kernel()
    answer(client, request)
    return time.time() - begin


def complete(client, code):
    begin = time.time()
    answer(client, client.complete(code))
    return time.time() - begin


def measure(picture_first):
    times = {}
    begin = time.time()
    manager, client = start_new_kernel(kernel_name="meshnn")
    times["start, to the kernel_info reply"] = time.time() - begin
    times["first cell, 1 + 1"] = cell(client, "1 + 1")
    times["trivial cell, 1 + 1 again"] = cell(client, "1 + 1")
    if picture_first:
        times["first chart, XChart's own"] = cell(client, CHART)
    else:
        times["first table, show(Datasets.iris())"] = cell(client, "show(Datasets.iris())")
        cell(client, 'var model = Mesh.of(18).connect(Wiring.dense()).train(Datasets.iris(), "species");')
        times["first chart, model.history().plot()"] = cell(client, "show(model.history().plot())")
        for code in ("Math.", "Mesh.", "model.", ""):
            times["completion of '%s'" % code] = complete(client, code)
        times["interrupt, sleep"] = interrupt(manager, client, "Thread.sleep(60_000);", 1)
        times["interrupt, busy loop"] = interrupt(manager, client, "long z = 0; while (true) z++;", 2)
        times["interrupt, training"] = interrupt(manager, client, "var m = " + TRAINING, 3)
    process = manager.provisioner.process
    begin = time.time()
    client.shutdown()
    process.wait(timeout=60)
    times["shutdown"] = time.time() - begin
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return times


def main():
    runs = [measure(k % 2 == 1) for k in range(2 * KERNELS)]
    actions = list(dict.fromkeys(a for run in runs for a in run))
    print("| action | time |")
    print("|---|---|")
    for action in actions:
        median = statistics.median(run[action] for run in runs if action in run)
        print("| %s | %.2f s |" % (action, median))
    print("\n| live view | time with it / without, median of 15 pairs | quartiles | without |")
    print("|---|---|---|---|")
    manager, client = start_new_kernel(kernel_name="meshnn")
    printed = []

    def hear(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(LIVE_COST, output_hook=hear, timeout=900)["content"]
    assert reply["status"] == "ok", reply
    print("".join(printed), end="")
    client.stop_channels()
    manager.shutdown_kernel()


if __name__ == "__main__":
    main()
