package ai.gatewayz.sync.api.db;

import ai.gatewayz.sync.api.db.ModelQueries.Rendered;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Rendered answers, plain and gzipped. Bounded by bytes; a new version of the catalog makes old entries useless. */
public final class RenderedCache {
    private static final long MOST_BYTES = 128L * 1024 * 1024;
    private static final int OVERHEAD = 300;
    private static final int BUFFER = 64 * 1024;

    private final Cache<Key, Rendered> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Rendered answer) -> answer.body().length + OVERHEAD)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    /** Version, question and encoding. */
    private record Key(String version, String question, boolean gzip) {}

    /**
     * An answer, rendered by one caller at a time. It may show a newer version than the one that was asked for, when a
     * commit came in between; it says which.
     */
    public Rendered get(String version, String question, boolean gzip, Supplier<Rendered> render) {
        Key key = new Key(version, question, gzip);
        Rendered known = answers.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Rendered made = gzip ? gzip(get(version, question, false, render)) : answers.get(key, unused -> render.get());
        return gzip ? answers.get(key, unused -> made) : made;
    }

    private static Rendered gzip(Rendered plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.body().length / 8 + 512);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, BUFFER)) {
            out.write(plain.body());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return new Rendered(bytes.toByteArray(), plain.version());
    }
}
