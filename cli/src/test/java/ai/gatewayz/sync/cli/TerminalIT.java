package ai.gatewayz.sync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.command.DevMain;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends {@code up} while the bar of its first sync shows. The terminal is {@code script} of util-linux. */
@Timeout(150)
class TerminalIT {
    private static final String ERASE = "\r\u001b[2K";

    /** Its shell outlives the program, whichever of them the signal goes to, and says how the program ended. */
    private static final String RUN = """
        trap : INT TERM HUP
        stty -g > before
        sh -c 'echo $$ > pid; exec "$@"' run "$@"
        code=$?
        stty -g > after 2>/dev/null
        echo $code > code
        """;

    /** One for all: a database is made once. */
    @TempDir
    static Path directory;

    @BeforeAll
    static void terminalIsThere() throws IOException, InterruptedException {
        boolean isThere = isUtilLinux("script", "--version") && isUtilLinux("env", "--default-signal=INT", "true");
        if (!isThere) {
            System.out.println("skipped: there are no script of util-linux and no env of coreutils here");
        }
        assumeTrue(isThere, "no script of util-linux, no env of coreutils");
        Files.writeString(directory.resolve("run.sh"), RUN);
        assertThat(new ProcessBuilder("mkfifo", directory.resolve("code").toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static boolean isUtilLinux(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A terminal in which {@code up} runs. */
    private static final class Terminal implements AutoCloseable {
        private final Process script;
        private final StringBuilder shown = new StringBuilder();
        private final String awaited;
        private final CompletableFuture<Void> found = new CompletableFuture<>();
        private final CompletableFuture<Void> over;
        private final CompletableFuture<String> code;

        Terminal(String awaited) throws IOException {
            this.awaited = awaited;
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            List<String> up = List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-Dcatalog-sync.terminal=true",
                    "-Dcatalog-sync.columns=100",
                    "-Ddev.hangs=true",
                    DevMain.class.getName(),
                    "up",
                    "--port=0",
                    "--data=data");
            // Tests may run where signals are ignored, which children inherit.
            String line = "env --default-signal=INT,TERM,HUP sh run.sh " + String.join(" ", up);
            ProcessBuilder builder = new ProcessBuilder("script", "-qfec", line, "/dev/null");
            builder.directory(directory.toFile());
            builder.redirectErrorStream(true);
            builder.environment()
                    .put(
                            "CLASSPATH",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            builder.environment().put("SHELL", "/bin/sh");
            boolean isReal = TemporalBinary.find(System.getenv()).isPresent();
            builder.environment().put("TEMPORAL_MODE", isReal ? "dev-server" : "embedded");
            code = CompletableFuture.supplyAsync(Terminal::code, Terminal::aside);
            script = builder.start();
            over = CompletableFuture.runAsync(this::watch, Terminal::aside);
        }

        private static void aside(Runnable task) {
            Thread thread = new Thread(task, "terminal");
            thread.setDaemon(true);
            thread.start();
        }

        /** Reading a pipe waits for who writes. */
        private static String code() {
            try {
                return Files.readString(directory.resolve("code")).strip();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void watch() {
            byte[] buffer = new byte[4096];
            try (InputStream output = script.getInputStream()) {
                for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
                    add(new String(buffer, 0, length, UTF_8));
                }
            } catch (IOException e) {
                // The terminal was closed.
            }
        }

        private synchronized void add(String text) {
            shown.append(text);
            if (shown.indexOf(awaited) >= 0) {
                found.complete(null);
            }
        }

        synchronized String shown() {
            return shown.toString();
        }

        void awaitShown() throws InterruptedException, ExecutionException {
            try {
                CompletableFuture.anyOf(found, code).get(100, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("not shown: " + awaited + " in " + shown(), e);
            }
            assertThat(found).as(shown()).isCompleted();
        }

        void send(String signal) throws IOException {
            switch (signal) {
                case "INT" -> {
                    // What Ctrl-C is on its way to the terminal.
                    script.getOutputStream().write(3);
                    script.getOutputStream().flush();
                }
                case "TERM" -> program().destroy();
                // What the system tells whose window is closed.
                default ->
                    new ProcessBuilder("kill", "-HUP", Long.toString(program().pid())).start();
            }
        }

        ProcessHandle program() throws IOException {
            long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
            return ProcessHandle.of(pid).orElseThrow();
        }

        String exitCode() throws InterruptedException, ExecutionException {
            try {
                return code.get(60, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("still running: " + shown(), e);
            }
        }

        /** All that it showed. */
        String end() throws Exception {
            over.get(10, TimeUnit.SECONDS);
            return shown();
        }

        @Override
        public void close() throws IOException {
            if (!code.isDone()) {
                program().destroyForcibly();
            }
            script.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signalWhileTheBarShows_stopsEverything_andLeavesTheTerminalAsItWas(String signal, String code)
            throws Exception {
        // What the one before left unfinished would go on.
        FileUtils.deleteDirectory(directory.resolve("data/temporal").toFile());
        try (Terminal terminal = new Terminal("] 2/3 (")) {
            terminal.awaitShown();

            terminal.send(signal);

            assertThat(terminal.exitCode()).isEqualTo(code);
            Path data = directory.resolve("data");
            assertThat(data.resolve("run.json")).doesNotExist();
            assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
            assertThat(ProcessHandle.allProcesses()
                            .filter(process ->
                                    process.info().commandLine().orElse("").contains(data.toString()))
                            .toList())
                    .isEmpty();
            String shown = terminal.end();
            assertThat(shown).doesNotContain("\u001b[?25l");
            assertThat(shown).endsWith(ERASE + "stopping\r\n");
            assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
        }
    }
}
