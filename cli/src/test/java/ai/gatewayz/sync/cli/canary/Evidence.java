package ai.gatewayz.sync.cli.canary;

import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/** Everything that runs leave behind, by place, as text. */
final class Evidence implements AutoCloseable {
    private final Map<String, String> places = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final List<Logger> loggers = new ArrayList<>();
    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy cause = event.getThrowableProxy();
            logged.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (cause == null ? "" : ThrowableProxyUtil.asString(cause)));
        }
    };

    /** Listens to all loggers at the level that the product logs at; to our own in detail. */
    Evidence() {
        appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        appender.start();
        capture(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.INFO);
        capture("ai.gatewayz", Level.DEBUG);
    }

    private void capture(String name, Level level) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        logger.iteratorForAppenders().forEachRemaining(usual::add);
        usual.forEach(logger::detachAppender);
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(appender);
        loggers.add(logger);
    }

    void add(String place, String text) {
        places.merge(place, text, (before, after) -> before + "\n" + after);
    }

    String text(String place) {
        return place.equals("logs") ? String.join("\n", logged) : places.getOrDefault(place, "");
    }

    /** A run's history and description, and those of its children. Bytes are shown as they are, not in Base64. */
    void addRun(TemporalConnection temporal, String workflowId, String runId) {
        History history = temporal.client().fetchHistory(workflowId, runId).getHistory();
        add("histories", history.toString());
        add("descriptions", description(temporal, workflowId, runId));
        for (HistoryEvent event : history.getEventsList()) {
            if (event.hasChildWorkflowExecutionStartedEventAttributes()) {
                WorkflowExecution child =
                        event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution();
                addRun(temporal, child.getWorkflowId(), child.getRunId());
            }
        }
    }

    /** What Temporal tells of a run: memo, search attributes, steps that wait for another attempt and why. */
    static String description(TemporalConnection temporal, String workflowId, String runId) {
        return temporal.stubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(temporal.namespace())
                        .setExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(workflowId)
                                .setRunId(runId))
                        .build())
                .toString();
    }

    /** Every column of every row of every table; bytes as they are and, where they are compressed, unpacked as well. */
    void addDatabase(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT table_schema || '.\"' || table_name || '\"' FROM"
                    + " information_schema.tables WHERE table_type = 'BASE TABLE'"
                    + " AND table_schema NOT IN ('pg_catalog', 'information_schema')")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        add("database", table + row(rows));
                    }
                }
            }
        }
    }

    private static String row(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            boolean isBytes = rows.getMetaData().getColumnTypeName(column).equals("bytea");
            byte[] bytes = isBytes ? rows.getBytes(column) : null;
            text.append('|').append(bytes == null ? rows.getString(column) : latin(bytes) + unpacked(bytes));
        }
        return text.toString();
    }

    private static String unpacked(byte[] bytes) {
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return latin(unpacked.readAllBytes());
        } catch (IOException e) {
            // Not compressed.
            return "";
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Where a word occurs, with what stands around it. */
    List<String> search(String word) {
        List<String> hits = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(places);
        all.put("logs", text("logs"));
        all.forEach((place, text) -> {
            int at = text.toLowerCase(Locale.ROOT).indexOf(word.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                hits.add(place + ": …" + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 80)));
            }
        });
        return hits;
    }

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.detachAppender(appender);
            logger.setAdditive(true);
        });
        // As the tests' configuration has them.
        loggers.get(0).setLevel(Level.ERROR);
        loggers.get(1).setLevel(null);
        usual.forEach(loggers.get(0)::addAppender);
    }
}
