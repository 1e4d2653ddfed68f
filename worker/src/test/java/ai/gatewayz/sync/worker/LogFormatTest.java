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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logging configuration of containers. */
class LogFormatTest {
    private static final String MESSAGE = "two\nlines and a \"quote\"";

    /** A line of the log, as the format of that name writes it. */
    private static String line(@Nullable String format) throws JoranException {
        return line(format, MESSAGE, null);
    }

    private static String line(@Nullable String format, String message, @Nullable Throwable failure)
            throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        if (format != null) {
            context.putProperty("LOG_FORMAT", format);
        }
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("..", "ops", "docker", "logback.xml").toFile());
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console =
                (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
        LoggingEvent event = new LoggingEvent(
                Logger.class.getName(), context.getLogger("a.b.Sync"), Level.WARN, message, failure, new Object[0]);
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
        assertThat(line("json"))
                .matches("\\{\"timestamp\":\"20[0-9T:.-]+Z\",.*\\}\n")
                .endsWith(",\"level\":\"WARN\",\"logger\":\"a.b.Sync\",\"thread\":\"main\","
                        + "\"message\":\"two lines and a \\\"quote\\\"\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void secrets_areCrossedOut_inMessageAndStackTrace(String format) throws JoranException {
        String line = line(
                format,
                "postgresql://u:pa55@h/db answered \"Bearer abc.def\"",
                new IllegalStateException("GET https://h/a?key=s3cret", new IOException("sk-inner")));

        assertThat(line)
                .contains("postgresql://***@h/db answered", "Bearer ***", "https://h/a?***", "IOException: sk-***")
                .contains("at ai.gatewayz.sync.worker.LogFormatTest.")
                .doesNotContain("pa55", "abc.def", "s3cret", "sk-inner");
    }

    @Test
    void json_exceptionIsAFieldOfItsOwn() throws JoranException {
        assertThat(line("json", "broke", new IllegalStateException("why")))
                .contains("\"message\":\"broke\",\"exception\":\"java.lang.IllegalStateException: why\\n\\tat ")
                .containsOnlyOnce("\n")
                .endsWith(")\"}\n");
        assertThat(line("json", "x".repeat(100_000), null)).hasSizeLessThan(4400);
    }

    @Test
    void otherFormats_stopTheStart() {
        Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://u@db.test/n", "LOG_FORMAT", "xml");

        assertThatThrownBy(() -> WorkerSettings.from(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("LOG_FORMAT: must be one of text, json");
    }
}
