import java.util.*;
import java.util.stream.*;
import java.nio.file.*;
import tech.tablesaw.api.*;
import org.ejml.data.*;
import org.ejml.simple.SimpleMatrix;
import org.meshnn.*;
import org.meshnn.graph.*;
import org.meshnn.train.*;
import org.meshnn.tables.*;
import org.meshnn.plot.*;
import org.meshnn.engine.*;
import static org.meshnn.display.Show.*;
showProgress(true);

// Tables, matrices and pictures look in IJava as they do in the meshnn kernel.
{
    var kernel = getKernelInstance();
    for (Class<?> type : org.meshnn.display.Rich.types()) {
        kernel.getRenderer().createRegistration(type)
            .preferring("text/html", "image/png")
            .register((value, context) -> org.meshnn.display.Rich.bundle(value)
                .forEach((mime, content) -> context.getOutputContainer().putData(mime, content)));
    }
    through(bundle -> {
        var data = new io.github.spencerpark.jupyter.kernel.display.DisplayData();
        bundle.forEach((mime, content) -> data.putData(mime, content));
        kernel.display(data);
    });
}
