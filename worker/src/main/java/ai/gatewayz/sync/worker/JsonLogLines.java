package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.client.LogLines;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One JSON object a line: {@code timestamp} (ISO 8601, UTC), {@code level}, {@code logger}, {@code thread}, {@code message}
 * and, where there is one, {@code exception}. Texts are as {@link LogLines} writes them.
 */
public final class JsonLogLines extends LayoutBase<ILoggingEvent> {
    private static final JsonMapper JSON = new JsonMapper();

    private final PatternLayout text = new PatternLayout();

    @Override
    public void start() {
        text.setContext(getContext());
        text.setPattern(LogLines.MESSAGE);
        text.start();
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        text.stop();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String[] messageAndTrace = text.doLayout(event).split(System.lineSeparator(), 2);
        ObjectNode line = JSON.createObjectNode()
                .put("timestamp", event.getInstant().toString())
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName())
                .put("message", messageAndTrace[0]);
        if (event.getThrowableProxy() != null) {
            line.put("exception", messageAndTrace[1].stripTrailing());
        }
        return line + "\n";
    }
}
