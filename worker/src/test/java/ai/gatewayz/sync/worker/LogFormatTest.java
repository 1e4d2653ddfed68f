package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The logging configuration of containers. */
class LogFormatTest {
    private static final String MESSAGE = "two\nlines and a \"quote\"";

    /** A line of the log, as the format of that name writes it. */
    private static String line(@Nullable String format) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        if (format != null) {
            context.putProperty("LOG_FORMAT", format);
        }
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                ProjectFiles.ROOT.resolve("ops/docker/logback.xml").toFile());
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console =
                (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
        LoggingEvent event = new LoggingEvent(
                Logger.class.getName(), context.getLogger("a.b.Sync"), Level.WARN, MESSAGE, null, new Object[0]);
        String line = new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
        context.stop();
        return line;
    }

    @Test
    void text_isTheDefault_inOneLine() throws JoranException {
        String expected = " WARN  Sync - two lines and a \"quote\"" + System.lineSeparator();
        assertThat(line(null)).endsWith(expected);
        assertThat(line("text")).endsWith(expected);
    }

    @Test
    void json_isOneObjectALine() throws JoranException {
        String line = line("json");

        assertThat(line)
                .startsWith("{")
                .endsWith("}\n")
                .containsOnlyOnce("\n")
                .contains("\"level\":\"WARN\"", "\"loggerName\":\"a.b.Sync\"")
                .contains("\"message\":\"two\\nlines and a \\\"quote\\\"\"");
    }

    @Test
    void otherFormats_stopTheStart() {
        Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://u@db.test/n", "LOG_FORMAT", "xml");

        assertThatThrownBy(() -> WorkerSettings.from(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("LOG_FORMAT: must be one of text, json");
    }
}
