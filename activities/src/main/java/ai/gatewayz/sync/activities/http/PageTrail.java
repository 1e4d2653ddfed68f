package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Paging;
import ai.gatewayz.sync.activities.provider.Provider;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The chain of one list's pages: each address once, all on the same host, and not for ever. */
final class PageTrail {
    private final Provider provider;
    private final Paging paging;
    private final HttpUrl start;
    private final int maxPages;
    private final Set<HttpUrl> visited = new HashSet<>();
    private Paging.@Nullable Page last;

    PageTrail(Provider provider, Paging paging, HttpUrl start, int maxPages) {
        this.provider = provider;
        this.paging = paging;
        this.start = start;
        this.maxPages = maxPages;
        visited.add(start);
    }

    /** Whether the list can have more than one page, so that pages must be looked into. */
    boolean isPaged() {
        // One lambda without captures, hence one instance; were it not, single pages would merely be parsed as well.
        return paging != Paging.none();
    }

    /** Where the list goes on after a page; empty after the last one. */
    Optional<HttpUrl> next(Paging.Page page) {
        PageCall following = new PageCall(provider, visited.size() + 1);
        last = page.after(last);
        Optional<URI> uri;
        try {
            uri = paging.next(last);
        } catch (IllegalArgumentException e) {
            throw following.failure(Kind.PAGING, "its address or number cannot be read from the page before");
        }
        return uri.map(found -> admit(found, following));
    }

    private HttpUrl admit(URI uri, PageCall following) {
        HttpUrl url = HttpUrl.get(uri);
        if (url == null || !isSameOrigin(url)) {
            throw following.failure(Kind.PAGING, "its address leads away from " + start.host());
        }
        if (!visited.add(url.newBuilder().fragment(null).build())) {
            throw following.failure(Kind.PAGING, "its address was read before");
        }
        if (visited.size() > maxPages) {
            throw following.failure(Kind.PAGING, "the list has more than " + maxPages + " pages");
        }
        return url;
    }

    private boolean isSameOrigin(HttpUrl url) {
        return url.scheme().equals(start.scheme())
                && url.host().equals(start.host())
                && url.port() == start.port()
                && url.username().isEmpty()
                && url.password().isEmpty();
    }
}
