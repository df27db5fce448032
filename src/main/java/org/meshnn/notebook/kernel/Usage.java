package org.meshnn.notebook.kernel;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Map;

/** What the kernel and its computer use, as JupyterLab shows it. */
final class Usage {
  private Usage() {}

  /**
   * The content of a usage reply: loads in percent (the kernel's may exceed 100, one core is 100),
   * memory in bytes; the kernel's is what its JVM has taken for heap, classes and code.
   */
  static Map<String, Object> now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int cores = system.getAvailableProcessors();
    long total = system.getTotalMemorySize();
    long free = system.getFreeMemorySize();
    return Map.of(
        "pid", ProcessHandle.current().pid(),
        "kernel_cpu", percent(system.getProcessCpuLoad()) * cores,
        "kernel_memory", memory(),
        "cpu_count", cores,
        "host_cpu_percent", percent(system.getCpuLoad()),
        "host_virtual_memory",
            Map.of(
                "total", total,
                "available", free,
                "free", free,
                "used", total - free,
                "percent", 100.0 * (total - free) / total));
  }

  /** Percent of a load from 0 to 1, which is negative or NaN before the first measurement. */
  private static double percent(double load) {
    return load > 0 ? 100 * load : 0;
  }

  private static long memory() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }
}
