package ai.gatewayz.sync.workflows.client;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Libraries that log by {@code java.util.logging}, gRPC, OkHttp and Jersey among them, go through the one log. */
public final class JavaLogging {
    /**
     * The first writes whole addresses, where earlier tools put keys, when a form comes where none is taken; the second writes
     * a stack trace for each client that goes away. What they tell is in the access log. The third writes stack traces, and what
     * a collector answers, every few seconds while traces cannot be sent; the log has a line when that begins and one when it
     * ends. Kept, since loggers that nobody holds lose their levels.
     */
    private static final List<Logger> SILENT = Stream.of(
                    "org.glassfish.jersey.servlet.WebComponent",
                    "org.glassfish.jersey.server.ServerRuntime$Responder",
                    "io.opentelemetry.exporter")
            .map(Logger::getLogger)
            .toList();

    private JavaLogging() {}

    /** From now on nothing of this process writes to standard error past the log; called before anything logs. */
    public static void joinTheLog() {
        silence();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Keeps some loggers from writing what no log may hold. */
    public static void silence() {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
