package ai.gatewayz.sync.cli;

import ai.gatewayz.sync.worker.ErrorReports;
import ai.gatewayz.sync.worker.ExpectedFailures;
import ai.gatewayz.sync.worker.JsonLogLines;
import ai.gatewayz.sync.worker.SdkWarnings;
import ai.gatewayz.sync.workflows.client.LogLines;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where log lines go: warnings to standard error or, of a service, everything worth keeping to a file. */
final class Logging {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{20}: " + LogLines.MESSAGE;
    private static final String FILE_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level [%thread] %logger{30}: " + LogLines.MESSAGE;

    /** Libraries whose starts and stops say nothing that our own lines do not. */
    private static final List<String> CHATTY = List.of(
            "org.eclipse.jetty",
            "io.dropwizard.jersey",
            "org.flywaydb",
            "com.zaxxer.hikari",
            "io.zonky",
            "io.temporal.serviceclient",
            "io.temporal.testserver",
            "org.hibernate.validator");

    /** The pool mends what these tell of connections that broke, and whoever used one says so. */
    private static final List<String> MENDED =
            List.of("com.zaxxer.hikari.pool.PoolBase", "com.zaxxer.hikari.pool.ProxyConnection");

    private Logging() {}

    /** Warnings only, or more. Called before anything logs. */
    static void toConsole(boolean verbose, Map<String, String> environment) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(verbose ? "DEBUG" : "WARN");
        threshold.start();
        console.addFilter(threshold);
        attach(context, console, encoder(PATTERN, context, environment));
        report(context, environment);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        // The connection is used before there is a worker to show the SDK's figures; what they miss is of no interest.
        context.getLogger("io.micrometer.core.instrument.composite").setLevel(Level.ERROR);
        CHATTY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        MENDED.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        setLevel(context, environment);
    }

    /** From now on all of it goes to a file of limited size, as text or JSON, and nothing to the console. */
    static void toFile(Path file, Map<String, String> environment) {
        toFile((LoggerContext) LoggerFactory.getILoggerFactory(), file, environment);
    }

    static void toFile(LoggerContext context, Path file, Map<String, String> environment) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(appender);
        names.setFileNamePattern(file + ".%i");
        names.setMaxIndex(2);
        names.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        size.start();
        appender.setRollingPolicy(names);
        appender.setTriggeringPolicy(size);
        attach(context, appender, encoder(FILE_PATTERN, context, environment));
        report(context, environment);
        setLevel(context, environment);
    }

    private static void setLevel(LoggerContext context, Map<String, String> environment) {
        context.getLogger("ai.gatewayz").setLevel(Level.toLevel(environment.get("LOG_LEVEL"), Level.INFO));
    }

    private static Encoder<ILoggingEvent> encoder(
            String pattern, LoggerContext context, Map<String, String> environment) {
        return "json".equals(environment.get("LOG_FORMAT")) ? json(context) : text(pattern, context);
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonLogLines lines = new JsonLogLines();
        lines.setContext(context);
        lines.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(lines);
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(String pattern, LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        return encoder;
    }

    private static void attach(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
        attach(context, appender);
    }

    /** Errors go to Sentry too, where {@code SENTRY_DSN} names a project. */
    private static void report(LoggerContext context, Map<String, String> environment) {
        ErrorReports reports = new ErrorReports();
        reports.setDsn(environment.getOrDefault("SENTRY_DSN", ""));
        attach(context, reports);
    }

    private static void attach(LoggerContext context, UnsynchronizedAppenderBase<ILoggingEvent> appender) {
        ExpectedFailures expected = new ExpectedFailures();
        expected.setContext(context);
        expected.start();
        appender.addFilter(expected);
        if (context.getTurboFilterList().isEmpty()) {
            context.addTurboFilter(new SdkWarnings());
        }
        appender.setContext(context);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
