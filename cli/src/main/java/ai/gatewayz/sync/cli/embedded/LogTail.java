package ai.gatewayz.sync.cli.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The end of a child process's log, for messages. */
final class LogTail {
    private static final int LINES = 5;
    private static final long MAX_BYTES = 10L << 20;

    private LogTail() {}

    /** The last lines, joined; empty when there is no log. */
    static String of(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Starts the log anew when it has grown large; one older log is kept. */
    static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
