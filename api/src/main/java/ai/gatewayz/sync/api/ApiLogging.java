package ai.gatewayz.sync.api;

import ai.gatewayz.sync.workflows.client.LogLines;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.logging.json.EventJsonLayoutBaseFactory;
import java.util.List;

/** Logging of a process that is nothing but the API. */
final class ApiLogging {
    private ApiLogging() {}

    /**
     * Logs to the console.
     *
     * @param format {@code text} or {@code json}
     */
    static void configure(String format) {
        ConsoleAppenderFactory<ch.qos.logback.classic.spi.ILoggingEvent> console = new ConsoleAppenderFactory<>();
        console.setLogFormat("%-5p [%d{ISO8601,UTC}] %c: " + LogLines.MESSAGE);
        if (format.equals("json")) {
            console.setLayout(new EventJsonLayoutBaseFactory());
        }
        DefaultLoggingFactory logging = new DefaultLoggingFactory();
        logging.setAppenders(List.of(console));
        logging.configure(new MetricRegistry(), "catalog-sync-api");
    }
}
