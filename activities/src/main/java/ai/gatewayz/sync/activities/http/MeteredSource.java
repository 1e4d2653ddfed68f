package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Counts the bytes of one page as they come over the wire and ends the transfer at the limit. */
final class MeteredSource extends ForwardingSource {
    private final PageCall page;
    private final long allowed;
    private final FetchWatch watch;
    private long count;

    MeteredSource(Source delegate, PageCall page, long allowed, FetchWatch watch) {
        super(delegate);
        this.page = page;
        this.allowed = allowed;
        this.watch = watch;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read = super.read(sink, byteCount);
        if (read > 0) {
            count += read;
            watch.received(read);
            if (count > allowed) {
                throw page.failure(Kind.TOO_LARGE, "the list is over the limit of bytes on the wire");
            }
        }
        return read;
    }

    /** Bytes so far. */
    long count() {
        return count;
    }
}
