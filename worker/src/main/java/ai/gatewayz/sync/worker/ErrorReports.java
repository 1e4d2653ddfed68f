package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.workflows.client.LogLines;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.sentry.Hint;
import io.sentry.SentryClient;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the log's errors, which are failed runs and bugs, to Sentry; nothing without a DSN. What looks like a secret is crossed
 * out as in the log. Reports wait in a short queue for a thread of their own; where they cannot be sent, they are dropped.
 */
public final class ErrorReports extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int CALL_MILLIS = 5000;
    /** The last reports are worth no more. */
    private static final int CLOSE_MILLIS = 2000;

    private @Nullable String dsn;
    private @Nullable SentryClient client;

    /** The address of a Sentry project, {@code https://key@host/number}; empty for none. */
    public void setDsn(String dsn) {
        this.dsn = dsn.isBlank() ? null : dsn;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (dsn != null && event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            client(dsn).captureEvent(report(event), null, new Hint());
        }
    }

    /** Made for the first report: most commands have none. */
    private synchronized SentryClient client(String address) {
        if (client == null) {
            client = new SentryClient(options(address));
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "last error reports"));
        }
        return client;
    }

    private static SentryOptions options(String address) {
        SentryOptions options = new SentryOptions();
        options.setDsn(address);
        options.setBeforeSend((event, hint) -> withoutSecrets(event));
        options.addInAppInclude("ai.gatewayz");
        options.setSendClientReports(false);
        options.setConnectionTimeoutMillis(CALL_MILLIS);
        options.setReadTimeoutMillis(CALL_MILLIS);
        options.setShutdownTimeoutMillis(CLOSE_MILLIS);
        return options;
    }

    private static SentryEvent report(ILoggingEvent event) {
        SentryEvent report = new SentryEvent(Date.from(event.getInstant()));
        report.setLevel(SentryLevel.ERROR);
        report.setLogger(event.getLoggerName());
        Message message = new Message();
        // Reports are grouped by the first.
        message.setMessage(event.getMessage());
        message.setFormatted(event.getFormattedMessage());
        report.setMessage(message);
        if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
            report.setThrowable(proxy.getThrowable());
        }
        return report;
    }

    private static SentryEvent withoutSecrets(SentryEvent report) {
        Message message = report.getMessage();
        if (message != null) {
            message.setMessage(crossedOut(message.getMessage()));
            message.setFormatted(crossedOut(message.getFormatted()));
        }
        List<SentryException> exceptions = report.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(exception -> exception.setValue(crossedOut(exception.getValue())));
        }
        return report;
    }

    private static @Nullable String crossedOut(@Nullable String text) {
        return text == null ? null : LogLines.withoutSecrets(text);
    }

    @Override
    public void stop() {
        super.stop();
        SentryClient last;
        synchronized (this) {
            last = client;
            client = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
