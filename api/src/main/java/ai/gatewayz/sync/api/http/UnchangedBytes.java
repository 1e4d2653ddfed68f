package ai.gatewayz.sync.api.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Names the array that an answer is made of, so that it can be sent slowly to many without a copy for each. An array that a
 * route has answered with is never written to again.
 */
public final class UnchangedBytes implements WriterInterceptor {
    /** Request attribute that holds the {@link Answer}. */
    public static final String PROPERTY = "unchanged_bytes";

    /** What is smaller is copied faster than it is looked up. */
    private static final int LARGE = 64 * 1024;

    private static final long MOST_BYTES = 96L * 1024 * 1024;

    /** Large arrays where the operating system reads them from, instead of a copy for each time that it takes some. */
    private final Cache<byte[], ByteBuffer> outside = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(MOST_BYTES)
            .weigher((byte[] array, ByteBuffer copy) -> copy.capacity())
            .build();

    /**
     * The bytes of an answer.
     *
     * @param array as they were given
     * @param bytes the same, in the form that is sent fastest
     */
    public record Answer(byte[] array, ByteBuffer bytes) {}

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (context.getEntity() instanceof byte[] bytes) {
            context.setProperty(PROPERTY, new Answer(bytes, sendable(bytes)));
            // What is longer than the server's buffer would go in chunks otherwise.
            context.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, bytes.length);
        }
        context.proceed();
    }

    private ByteBuffer sendable(byte[] bytes) {
        return bytes.length < LARGE
                ? ByteBuffer.wrap(bytes)
                : outside.get(bytes, array -> ByteBuffer.allocateDirect(array.length)
                                .put(array)
                                .flip())
                        .duplicate();
    }
}
