package ai.gatewayz.sync.activities.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What was found out about prices that differ from a reference: lines of a file, the first that fits counts. */
public final class Dispositions {
    /** The word for a mismatch that nobody has looked into. */
    public static final String OPEN = "open";

    private static final String ANY = "*";
    private static final int FIELDS = 6;

    private record Line(String provider, String model, String dimension, String feed, String disposition) {
        boolean fits(String slug, String id, String what, String who) {
            return isFit(provider, slug) && isFit(model, id) && isFit(dimension, what) && isFit(feed, who);
        }

        private static boolean isFit(String wanted, String value) {
            return wanted.equals(ANY) || wanted.equals(value);
        }
    }

    private final List<Line> lines;

    private Dispositions(List<Line> lines) {
        this.lines = lines;
    }

    /** Those that come with the product. */
    public static Dispositions known() {
        try (InputStream in = Dispositions.class.getResourceAsStream("/accuracy-dispositions.csv")) {
            if (in == null) {
                throw new IllegalStateException("the archive lacks accuracy-dispositions.csv");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads lines of {@code provider,model,dimension,feed,disposition,reason}, where {@code *} fits anything; empty lines
     * and those that begin with {@code #} are passed over.
     *
     * @throws IllegalArgumentException for a line with too few fields
     */
    static Dispositions read(InputStream in) throws IOException {
        List<Line> lines = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            String[] fields = text.split(",", FIELDS);
            if (fields.length < FIELDS || fields[FIELDS - 1].isBlank()) {
                throw new IllegalArgumentException("a disposition needs " + FIELDS + " fields: " + text);
            }
            lines.add(new Line(fields[0], fields[1], fields[2], fields[3], fields[4]));
        }
        return new Dispositions(lines);
    }

    String of(String provider, String model, String dimension, String feed) {
        return lines.stream()
                .filter(line -> line.fits(provider, model, dimension, feed))
                .map(Line::disposition)
                .findFirst()
                .orElse(OPEN);
    }
}
