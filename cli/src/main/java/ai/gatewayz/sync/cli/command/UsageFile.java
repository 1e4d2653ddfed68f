package ai.gatewayz.sync.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A CSV file of usage: a head with the names of the fields that a quote takes, then one usage a line. */
final class UsageFile {
    private static final Set<String> TEXTS =
            Set.of("provider", "model", "at", "service_tier", "region", "offer", "variant", "unit_text");
    private static final Set<String> NUMBERS = Set.of(
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "cache_write_1h_tokens",
            "audio_input_tokens",
            "image_tokens",
            "reasoning_tokens",
            "audio_output_tokens",
            "requests");

    /** A usage and the number of its line, the head being line 1. */
    record Usage(int line, ObjectNode fields) {}

    /** A line that is no usage. */
    record Broken(int line, String message) {}

    /** What a file holds. */
    record Content(List<Usage> usages, List<Broken> broken) {}

    private UsageFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when its head is missing or names a field that no quote takes
     */
    static Content read(Path file) throws IOException {
        List<Usage> usages = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            List<String> head = head(lines.readLine());
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    try {
                        usages.add(new Usage(number, usage(head, line)));
                    } catch (IllegalArgumentException e) {
                        broken.add(new Broken(number, String.valueOf(e.getMessage())));
                    }
                }
            }
        }
        return new Content(usages, broken);
    }

    private static List<String> head(@Nullable String line) {
        if (line == null || line.isBlank()) {
            throw new IllegalArgumentException("the file has no head; its first line names the fields");
        }
        List<String> names = cells(line.startsWith("\ufeff") ? line.substring(1) : line).stream()
                .map(String::strip)
                .toList();
        for (String name : names) {
            if (!TEXTS.contains(name) && !NUMBERS.contains(name)) {
                throw new IllegalArgumentException("line 1: " + name + " is no field of a quote; there are "
                        + String.join(", ", TEXTS.stream().sorted().toList()) + ", "
                        + String.join(", ", NUMBERS.stream().sorted().toList()));
            }
        }
        if (!names.contains("provider") || !names.contains("model")) {
            throw new IllegalArgumentException("line 1: the fields provider and model are missing");
        }
        return names;
    }

    private static ObjectNode usage(List<String> head, String line) {
        List<String> cells = cells(line);
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + head.size() + " fields");
        }
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            String name = head.get(i);
            String cell = cells.get(i).strip();
            if (cell.isEmpty()) {
                continue;
            }
            if (TEXTS.contains(name)) {
                usage.put(name, cell);
            } else {
                usage.put(
                        name,
                        number(cell).orElseThrow(() -> new IllegalArgumentException(name + " is no whole number")));
            }
        }
        return usage;
    }

    private static Optional<Long> number(String cell) {
        return cell.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(cell)) : Optional.empty();
    }

    /** Cells of one line (RFC 4180, without line breaks inside of a cell). */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quotation mark is not closed");
        }
        cells.add(cell.toString());
        return cells;
    }
}
